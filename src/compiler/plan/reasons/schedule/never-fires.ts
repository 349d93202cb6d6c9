import { say } from '../../../../message/index.ts';
import { firstFireAfter, isClockSetAnew } from '../../change-over.ts';
import { nextFireTime, isSameSchedule, type Schedule, type ScheduleLimits } from '../../../../time/index.ts';
import type { Finding } from '../../plan.ts';
import { isUpdated, type ChangedPipeline, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** A schedule without a fire from now on: its end has passed, or its one moment lies before what has fired already. */
export const neverFires: Reason = {
  reason: 'NEVER_FIRES',
  find(change) {
    const { after, facts } = change;
    if (after === undefined) return [];
    const { schedule } = after.pipeline;
    if (schedule.kind === 'cron' || schedule.kind === 'every')
      return isNew(change) && nextFireTime(schedule, facts.now) === undefined ? [over(schedule)] : [];
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

function over({ end, timeZone }: Schedule & ScheduleLimits): Omit<Finding, 'reason'> {
  const consequence =
    end === undefined
      ? say`its last fire is over: it never fires again`
      : say`its end, ${timeText(end, timeZone)}, has passed: it never fires again`;
  return { meaning: 'schedule', consequence, paths: [] };
}
