import { say } from '../../message/index.ts';
import { formatDuration, shortestInterval, type Jitter, type Schedule } from '../../time/index.ts';
import type { ScheduleDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { Report } from './lower-context.ts';
import { lowerDuration } from './lower-duration.ts';

/**
 * How far the starts of a schedule are spread. It is shorter than the time between two fires, so that a start belongs to the fire
 * before it; one that is not has its error, and spreads nothing.
 */
export function readJitter(
  schedule: Schedule,
  { jitter }: ScheduleDefinition,
  place: Location,
  report: Report,
): Jitter {
  if (jitter === undefined) return {};
  const at = child(place, 'jitter');
  const jitterMs = lowerDuration(jitter, at, report);
  if (jitterMs === undefined) return {};
  const interval = shortestInterval(schedule);
  if (interval === undefined || jitterMs < interval) return { jitterMs };
  const between = formatDuration(interval);
  report.add(
    'SL0430',
    at,
    say`\`jitter\` is ${formatDuration(jitterMs)}, and the shortest time between two fires is ${between}`,
    {
      notes: [say`a run would start when the next fire is due already`],
      help: say`write less than ${between}`,
      labels: [{ at: place, message: say`fires every ${between} at its shortest` }],
    },
  );
  return {};
}
