import { say, type Message } from '../../message/index.ts';
import type { AlertChannelNode, AlertsNode } from '../ir/index.ts';
import {
  ALERT_REASONS,
  type AlertChannelDefinition,
  type AlertRoutesDefinition,
  type PipelineDefinition,
  type ProjectDefinition,
} from '../syntax/index.ts';
import { child, keyOf, type Location } from '../text/index.ts';
import { reportChannelSecret, reportSecretInAddress } from './literal-secrets.ts';
import { Report, type ProjectAlerts, type ProjectModel } from './lower-context.ts';
import { lowerText, unknownName } from './lower-text.ts';
import { sortedEntries } from './sorted-entries.ts';

/** What each type knows a sender by. A robot of a group is known by its address, which is a secret. */
const TYPES: Readonly<
  Record<AlertChannelDefinition['type'], { readonly isRobot?: true; readonly withoutSecret?: Message }>
> = {
  webhook: {},
  dingtalk: { isRobot: true },
  feishu: { isRobot: true },
  wecom: { isRobot: true, withoutSecret: say`a robot of WeCom has no secret: its key is in the address` },
  slack: { isRobot: true, withoutSecret: say`an incoming webhook of Slack has no secret: its token is in the address` },
};

/** The channels of sluice.yaml and who is told by default, one environment applied. */
export function lowerProjectAlerts(
  { alerts = {}, environments = {} }: ProjectDefinition,
  environment: string,
  projectAt: Location,
  report: Report,
): ProjectAlerts {
  const at = child(projectAt, 'alerts');
  const overlay = environments[environment]?.alerts ?? {};
  const overlayAt = child(projectAt, 'environments', environment, 'alerts');
  const channels = new Map<string, AlertChannelNode>();
  const faulty = new Set<string>();
  for (const [name, definition] of sortedEntries(alerts.channels)) {
    const own = new Report();
    const changes = overlay.channels?.[name] ?? {};
    const place = (key: string): Location =>
      key in changes ? child(overlayAt, 'channels', name, key) : child(at, 'channels', name, key);
    channels.set(name, lowerChannel(name, { ...definition, ...changes }, place, own));
    report.push(...own.diagnostics);
    if (own.failed) faulty.add(name);
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
  const named = new Set(Object.values(routes).flat());
  if (named.size === 0) return undefined;
  return {
    language: alerts?.language ?? 'en',
    routes,
    channels: [...channels.values()].filter(({ name }) => named.has(name)),
  };
}

function lowerChannel(
  name: string,
  { type, url, secret }: AlertChannelDefinition,
  place: (key: string) => Location,
  report: Report,
): AlertChannelNode {
  const { isRobot, withoutSecret } = TYPES[type];
  const address = lowerText(url, place('url'), 'connection', [], report);
  const holdsReference = typeof address !== 'string' && address.parts.some(isSecret);
  if (!report.failed && isRobot === true && !holdsReference) reportChannelSecret('url', name, place('url'), report);
  else if (!report.failed) {
    const help = say`put it in the environment of the daemon and write \`\${secret:env/NAME}\` in its place`;
    reportSecretInAddress(url, place('url'), help, report);
    if (typeof address === 'string') checkAddress(address, place('url'), report);
  }
  // what is written out goes no further than this line
  const node = { name, type, url: report.failed ? '' : address };
  if (secret === undefined) return node;
  if (withoutSecret !== undefined) {
    report.add('SL0205', { ...place('secret'), part: 'key' }, say`\`secret\` cannot stand beside \`type: ${type}\``, {
      notes: [withoutSecret],
      help: say`leave it out`,
    });
    return node;
  }
  const own = new Report();
  const key = lowerText(secret, place('secret'), 'credential', [], own);
  if (!own.failed && typeof key === 'string') reportChannelSecret('secret', name, place('secret'), own);
  report.push(...own.diagnostics);
  return own.failed ? node : { ...node, secret: key };
}

function isSecret(part: string | { readonly kind: string }): boolean {
  return typeof part !== 'string' && part.kind === 'secret';
}

function checkAddress(address: string, at: Location, report: Report): void {
  const isAddress = URL.canParse(address) && /^https?:$/.test(new URL(address).protocol);
  if (!isAddress)
    report.add('SL0204', at, say`\`${address}\` is no http or https address`, {
      help: say`write it whole, as in \`https://alerts.example/hook\``,
    });
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
