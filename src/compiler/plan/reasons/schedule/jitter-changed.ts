import { say, type Message } from '../../../../message/index.ts';
import { formatDuration, isClockSchedule, type Schedule } from '../../../../time/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Starts that are spread otherwise after the same fires. */
export const jitterChanged: Reason = {
  reason: 'JITTER_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/jitter'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [jitterOf(change.before.pipeline.schedule), jitterOf(change.after.pipeline.schedule)];
    return [{ meaning: 'schedule', consequence: consequenceOf(was, is), paths }];
  },
};

function jitterOf(schedule: Schedule): number | undefined {
  return isClockSchedule(schedule) ? schedule.jitterMs : undefined;
}

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined) return say`a run starts at its fire time, no longer up to ${formatDuration(was ?? 0)} later`;
  const later = say`a run starts up to ${formatDuration(is)} after its fire time, by a time that its name decides`;
  return was === undefined
    ? say`${later}; before, it started at once`
    : say`${later}, no longer up to ${formatDuration(was)}`;
}
