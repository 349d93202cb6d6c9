import { say } from '../../message/index.ts';
import { cronOf, EPOCH_2026, firesOnADay, formatDuration, nextFireTimes, type Schedule } from '../../time/index.ts';
import type { Edit } from '../diagnostics/index.ts';
import type { ScheduleDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';

const DAY_MS = 86_400_000;

/**
 * Each fire stands for rows of its own, and only the newest `limit` of those missed are made up for: an outage of
 * less than a day loses rows.
 */
export function reportShortCatchUp(
  timing: ScheduleDefinition,
  schedule: Schedule,
  limit: number,
  at: Location,
  report: Report,
): void {
  const daily = firesPerDay(schedule);
  if (daily === undefined || daily <= limit) return;
  const [first, ...later] = nextFireTimes(schedule, EPOCH_2026, limit + 1);
  const last = later.at(-1);
  if (first === undefined || last === undefined || later.length < limit) return;
  const newText = `{ policy: catch-up, limit: ${daily} }`;
  const written = timing.misfire !== undefined;
  const edit: Edit = written ? { at: child(at, 'misfire'), newText } : { at, kind: 'insert', key: 'misfire', newText };
  report.add(
    'SL0422',
    written ? child(at, 'misfire') : child(at, timing.cron === undefined ? 'every' : 'cron'),
    say`after an outage of more than ${formatDuration(last - first)}, some periods are never loaded`,
    {
      notes: [say`each fire loads rows of its own, and of those missed only the newest ${limit} are made up for`],
      help: say`for a day write \`misfire: ${newText}\``,
      suggestions: [{ message: say`make up for a day: \`limit: ${daily}\``, confidence: 'likely', edits: [edit] }],
    },
  );
}

/** Of a day on which it fires; undefined where no clock says them. */
function firesPerDay(schedule: Schedule): number | undefined {
  if (schedule.kind === 'every') return Math.ceil(DAY_MS / schedule.intervalMs);
  return schedule.kind === 'cron' ? firesOnADay(cronOf(schedule)) : undefined;
}
