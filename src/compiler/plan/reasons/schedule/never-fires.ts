import { say } from '../../../../message/index.ts';
import { firstFireAfter, isClockSetAnew } from '../../change-over.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import { timeText } from '../../time-text.ts';

/** One moment to fire at that lies before what has fired already: the daemon fires nothing twice. */
export const neverFires: Reason = {
  reason: 'NEVER_FIRES',
  find(change) {
    if (!isUpdated(change) || !isClockSetAnew(change) || firstFireAfter(change) !== undefined) return [];
    const { schedule } = change.after.pipeline;
    if (schedule.kind !== 'at') return [];
    const at = timeText(schedule.time, schedule.timeZone);
    const consequence = say`its time, ${at}, has passed, and it has fired since: it never fires again`;
    return [{ meaning: 'destructive', consequence, paths: [] }];
  },
};
