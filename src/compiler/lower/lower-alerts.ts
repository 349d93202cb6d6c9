import type { AlertChannelNode, AlertsNode } from '../ir/index.ts';
import {
  ALERT_REASONS,
  type AlertRoutesDefinition,
  type PipelineDefinition,
  type ProjectDefinition,
} from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { lowerChannel } from './lower-channel.ts';
import { withEscalations } from './lower-escalation.ts';
import { Report, type ProjectAlerts, type ProjectModel } from './lower-context.ts';
import { unknownName } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

/** The channels of sluice.yaml and who is told by default, one environment applied. */
export function lowerProjectAlerts(
  { alerts = {}, environments = {} }: ProjectDefinition,
  environment: string,
  zone: { readonly defaultTimeZone: string; readonly hasFaultyTimeZone: boolean },
  projectAt: Location,
  report: Report,
): ProjectAlerts {
  const at = child(projectAt, 'alerts');
  const overlay = environments[environment]?.alerts ?? {};
  const overlayAt = child(projectAt, 'environments', environment, 'alerts');
  const declared = Object.keys(alerts.channels ?? {});
  const channels = new Map<string, AlertChannelNode>();
  const faulty = new Set<string>();
  for (const [name, definition] of sortedEntries(alerts.channels)) {
    const own = new Report();
    const changes = overlay.channels?.[name] ?? {};
    const place = (key: string): Location =>
      key in changes ? child(overlayAt, 'channels', name, key) : child(at, 'channels', name, key);
    const merged = { ...definition, ...changes };
    const context = { defaultTimeZone: zone.defaultTimeZone, declared, at: child(at, 'channels', name) };
    channels.set(name, lowerChannel(name, merged, context, place, own));
    report.push(...own.diagnostics);
    const isUnsure = zone.hasFaultyTimeZone && merged.quiet !== undefined && merged.quiet.timeZone === undefined;
    if (own.failed || isUnsure) faulty.add(name);
  }
  for (const name of Object.keys(overlay.channels ?? {}).filter((each) => !channels.has(each))) {
    reportUnknown(name, channels, keyOf(overlayAt, 'channels', name), report);
    // which one the environment means to change is not known
    for (const known of channels.keys()) faulty.add(known);
  }
  const routesAt = child(overlay.default === undefined ? at : overlayAt, 'default');
  return {
    channels,
    faulty,
    routes: lowerRoutes(overlay.default ?? alerts.default ?? [], channels, routesAt, report),
    language: overlay.language ?? alerts.language ?? 'en',
  };
}

/** Who is told of a pipeline; undefined = nobody. */
export function lowerAlerts(
  { alerts: written }: PipelineDefinition,
  at: Location,
  { alerts }: ProjectModel,
  report: Report,
): AlertsNode | undefined {
  const channels = alerts?.channels ?? new Map<string, AlertChannelNode>();
  const routes =
    written === undefined ? (alerts?.routes ?? {}) : lowerRoutes(written, channels, child(at, 'alerts'), report);
  const named = withEscalations(Object.values(routes).flat(), channels);
  if (named.size === 0) return undefined;
  return {
    language: alerts?.language ?? 'en',
    routes,
    channels: [...channels.values()].filter(({ name }) => named.has(name)),
  };
}

/** A list is for every reason. Channels that are not declared are reported, and left out. */
function lowerRoutes(
  written: AlertRoutesDefinition,
  channels: ReadonlyMap<string, AlertChannelNode>,
  at: Location,
  report: Report,
): AlertsNode['routes'] {
  const declared = (names: readonly string[], place: Location): string[] => [
    ...new Set(
      names.filter((name, index) => {
        if (channels.has(name)) return true;
        reportUnknown(name, channels, child(place, index), report);
        return false;
      }),
    ),
  ];
  const all = Array.isArray(written) ? declared(written, at).sort() : undefined;
  const routes: { [R in (typeof ALERT_REASONS)[number]]?: readonly string[] } = {};
  for (const reason of ALERT_REASONS) {
    const names = all ?? (Array.isArray(written) ? [] : declared(written[reason] ?? [], child(at, reason)).sort());
    if (names.length > 0) routes[reason] = names;
  }
  return routes;
}

function reportUnknown(
  name: string,
  channels: ReadonlyMap<string, AlertChannelNode>,
  at: Location,
  report: Report,
): void {
  const { message, ...more } = unknownName('channel', name, channels.keys(), at);
  report.add('SL0320', at, message, more);
}
