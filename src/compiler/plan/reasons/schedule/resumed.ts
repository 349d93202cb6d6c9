import { say, type Message } from '../../../../message/index.ts';
import { nextFireTime, type Schedule } from '../../../../time/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** Missed fires are counted so far, and then it is said that there are more. */
const MOST_COUNTED = 1_000;

/**
 * A suspended pipeline that fires again. The daemon sets its clock anew (runtime/reconcile): what came meanwhile is no misfire,
 * whatever its policy says of those.
 */
export const resumed: Reason = {
  reason: 'RESUMED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/state'));
    if (paths.length === 0 || !isUpdated(change) || change.after.pipeline.state !== 'running') return [];
    return [{ meaning: 'schedule', consequence: consequenceOf(change), paths }];
  },
};

function consequenceOf({ after, firing, deployed, facts }: UpdatedPipeline): Message {
  const { schedule } = after.pipeline;
  const [next] = firing.after.next;
  if (next === undefined) return say`it may start again`;
  const again = say`it fires again, next at ${timeText(next, schedule.timeZone)}`;
  const last = deployed?.lastFireTime;
  if (last === undefined) return say`${again}; the fires that came while it was suspended are not made up for`;
  const missed = missedSince(schedule, last, facts.now);
  if (missed === 0) return say`${again}; it has missed none`;
  const since = timeText(last, schedule.timeZone);
  return missed === MOST_COUNTED
    ? say`${again}; more than ${missed} fires that came since the last one, at ${since}, are not made up for`
    : say`${again}; ${missed} of its fires since the last one, at ${since}, are not made up for`;
}

function missedSince(schedule: Schedule, last: number, now: number): number {
  let count = 0;
  for (let at = nextFireTime(schedule, last); at !== undefined && at <= now && count < MOST_COUNTED; count += 1)
    at = nextFireTime(schedule, at);
  return count;
}
