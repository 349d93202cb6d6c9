import { say } from '../../../../message/index.ts';
import { formatDuration, MISFIRE_AFTER_MS } from '../../../../time/index.ts';
import { loadsPeriods } from '../../loaded-days.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another lateness from which on a fire counts as missed. */
export const misfireAfterChanged: Reason = {
  reason: 'MISFIRE_AFTER_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/misfireAfter'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const { afterMs: was = MISFIRE_AFTER_MS } = change.before.pipeline.misfire;
    const { afterMs: is = MISFIRE_AFTER_MS } = change.after.pipeline.misfire;
    const consequence = say`a fire counts as missed when it is late by more than ${formatDuration(is)}, no longer ${formatDuration(was)}`;
    // more of them are missed: those of a pipeline whose rows are chosen by its fire time may never be loaded
    const isLosing = is < was && loadsPeriods(change.after);
    return [{ meaning: isLosing ? 'data-affecting' : 'schedule', consequence, paths }];
  },
};
