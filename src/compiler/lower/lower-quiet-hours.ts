import { say } from '../../message/index.ts';
import { isTimeZone, readTimeOfDay, type DailyHours } from '../../time/index.ts';
import type { QuietHoursDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { unknownTimeZone } from './unknown-time-zone.ts';

/** Quiet hours of a channel, or undefined with diagnostics. */
export function lowerQuietHours(
  { from, to, timeZone }: QuietHoursDefinition,
  defaultTimeZone: string,
  at: Location,
  report: Report,
): DailyHours | undefined {
  if (timeZone !== undefined && !isTimeZone(timeZone)) report.push(unknownTimeZone(timeZone, child(at, 'timeZone')));
  for (const [key, text] of [
    ['from', from],
    ['to', to],
  ] as const)
    if (readTimeOfDay(text) === undefined)
      report.add('SL0204', child(at, key), say`\`${text}\` is not a time of day`, {
        help: say`write hours and minutes in quotes, from \`"00:00"\` to \`"23:59"\``,
      });
  if (!report.failed && from === to)
    report.add('SL0204', child(at, 'to'), say`the quiet hours end when they begin`, {
      notes: [say`it is not said whether that is never or always`],
      help: say`write another time, or leave \`quiet\` out`,
    });
  return report.failed ? undefined : { from, to, timeZone: timeZone ?? defaultTimeZone };
}
