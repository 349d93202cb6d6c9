import { say } from '../../message/index.ts';
import type { AlertChannelNode } from '../ir/index.ts';
import type { EscalationDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';
import { unknownName } from './lower-text.ts';

/** Who else is told of what lasts, or undefined with diagnostics. @param declared Names of all channels of sluice.yaml. */
export function lowerEscalation(
  channel: string,
  { after, to }: EscalationDefinition,
  declared: readonly string[],
  at: Location,
  report: Report,
): AlertChannelNode['escalate'] {
  const afterMs = lowerDuration(after, child(at, 'after'), report);
  for (const [index, name] of to.entries()) {
    const place = child(at, 'to', index);
    if (name === channel)
      report.add('SL0204', place, say`channel \`${name}\` is told already`, { help: say`name another channel` });
    else if (!declared.includes(name)) {
      const { message, ...more } = unknownName('channel', name, declared, place);
      report.add('SL0320', place, message, more);
    }
  }
  return afterMs === undefined || report.failed ? undefined : { afterMs, to: [...new Set(to)].sort() };
}

/** Channels by name, with those that are told of what lasts, and who is told where it lasts longer. */
export function withEscalations(
  named: Iterable<string>,
  channels: ReadonlyMap<string, AlertChannelNode>,
): ReadonlySet<string> {
  const all = new Set(named);
  // what is added is looked at in its turn
  for (const name of all) for (const other of channels.get(name)?.escalate?.to ?? []) all.add(other);
  return all;
}
