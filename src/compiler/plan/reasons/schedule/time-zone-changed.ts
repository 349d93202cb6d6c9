import { say, type Message } from '../../../../message/index.ts';
import { formatDuration, isSameSchedule } from '../../../../time/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** The clock of another place. */
export const timeZoneChanged: Reason = {
  reason: 'TIME_ZONE_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/timeZone'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    return [{ meaning: 'schedule', consequence: consequenceOf(change), paths }];
  },
};

function consequenceOf({ before, after, firing }: UpdatedPipeline): Message {
  const [was, is] = [before.pipeline.schedule, after.pipeline.schedule];
  const [lost, gained] = [firing.before.next[0], firing.after.next[0]];
  const isClock = is.kind === 'cron' && isSameSchedule({ ...was, timeZone: is.timeZone }, is);
  const stays = firing.before.next.join() === firing.after.next.join();
  // the days of a calendar move fires that come after these
  if (!isClock && (!stays || (is.kind === 'every' && is.calendar !== undefined)))
    return say`the times of its schedule and in its texts are of the clock of ${is.timeZone}, no longer of ${was.timeZone}`;
  if (!isClock || lost === undefined || gained === undefined)
    return say`the times in its texts are of the clock of ${is.timeZone}, no longer of ${was.timeZone}; this alone moves no fire`;
  if (stays)
    return say`it fires by the clock of ${is.timeZone}, no longer of ${was.timeZone}: its next fires stay where they are`;
  const shift = formatDuration(Math.abs(gained - lost));
  const moved = gained > lost ? say`${shift} later` : say`${shift} earlier`;
  return gained === lost
    ? say`it fires by the clock of ${is.timeZone}, no longer of ${was.timeZone}: its next fire stays, and later ones move`
    : say`it fires at the same times of the clock of ${is.timeZone}, no longer of ${was.timeZone}: the next is at ${timeText(gained, is.timeZone)}, ${moved} than the one at ${timeText(lost, was.timeZone)} (${timeText(gained, 'UTC')}, not ${timeText(lost, 'UTC')})`;
}
