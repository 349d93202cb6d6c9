import { say, type Message } from '../../../../message/index.ts';
import { firstFireAfter, isClockSetAnew } from '../../change-over.ts';
import {
  calendarEnd,
  isClockSchedule,
  isSameSchedule,
  nextFireTime,
  type Schedule,
  type ScheduleLimits,
} from '../../../../time/index.ts';
import type { Finding } from '../../plan.ts';
import { isUpdated, type ChangedPipeline, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** A schedule without a fire from now on: its end has passed, the days of its calendar are not known further, or its one moment lies before what has fired already. */
export const neverFires: Reason = {
  reason: 'NEVER_FIRES',
  find(change) {
    const { after, facts } = change;
    if (after === undefined) return [];
    const { schedule } = after.pipeline;
    if (isClockSchedule(schedule))
      return isNew(change) && nextFireTime(schedule, facts.now) === undefined ? [over(schedule, facts.now)] : [];
    if (!isUpdated(change) || !isClockSetAnew(change) || firstFireAfter(change) !== undefined) return [];
    if (schedule.kind !== 'at') return [];
    const at = timeText(schedule.time, schedule.timeZone);
    const consequence = say`its time, ${at}, has passed, and it has fired since: it never fires again`;
    return [{ meaning: 'destructive', consequence, paths: [] }];
  },
};

/** A schedule that was not the same before. */
function isNew(change: ChangedPipeline): boolean {
  return !isUpdated(change) || !isSameSchedule(change.before.pipeline.schedule, change.after.pipeline.schedule);
}

function over(schedule: Schedule & ScheduleLimits, now: number): Omit<Finding, 'reason'> {
  return { meaning: 'schedule', consequence: whyOver(schedule, now), paths: [] };
}

function whyOver(schedule: Schedule & ScheduleLimits, now: number): Message {
  const { calendar, end, timeZone } = schedule;
  if (end !== undefined && end <= now)
    return say`its end, ${timeText(end, timeZone)}, has passed: it never fires again`;
  const unknown = calendarEnd(schedule);
  return calendar === undefined || unknown === undefined
    ? say`its last fire is over: it never fires again`
    : say`it has no fire left: the days of \`${calendar.name}\` are not known from ${timeText(unknown, timeZone)} on`;
}
