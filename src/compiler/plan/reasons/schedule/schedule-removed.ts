import { say, type Message } from '../../../../message/index.ts';
import { describeSchedule, type Schedule } from '../../../../time/index.ts';
import { isUpdated, pathsOf, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';
import { jobBesideRuns } from './job-beside-runs.ts';
import { scheduleValues } from './schedule-values.ts';

/** A pipeline that fired by itself, and from then on waits for somebody to start it. */
export const scheduleRemoved: Reason = {
  reason: 'SCHEDULE_REMOVED',
  find(change) {
    const paths = pathsOf(scheduleValues(change));
    if (paths.length === 0 || !isUpdated(change) || change.after.pipeline.schedule.kind !== 'manual') return [];
    const consequence = consequenceOf(change.before.pipeline.schedule, change.firing.before.next[0]);
    return [{ meaning: 'destructive', consequence, paths }, ...jobBesideRuns(change, paths)];
  },
};

function consequenceOf(was: Schedule, lost: number | undefined): Message {
  if (was.kind === 'continuous')
    return say`it is no longer a stream that goes on without an end: it runs when somebody starts it`;
  const removed = say`it does not fire by itself any more, only when somebody starts it: it fired ${describeSchedule(was)}`;
  return lost === undefined ? removed : say`${removed}, and the fire at ${timeText(lost, was.timeZone)} is no more`;
}
