import { say, type Message } from '../../../../message/index.ts';
import { formatDuration } from '../../../../time/index.ts';
import { loadsPeriods } from '../../loaded-days.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another time that a run may wait for its start. */
export const startingDeadlineChanged: Reason = {
  reason: 'STARTING_DEADLINE_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/schedule/startingDeadline'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const { startingDeadlineMs: was } = change.before.pipeline;
    const { startingDeadlineMs: is } = change.after.pipeline;
    // more of them are skipped: those of a pipeline whose rows are chosen by its fire time are never loaded
    const isLosing = (is ?? Infinity) < (was ?? Infinity) && loadsPeriods(change.after);
    return [{ meaning: isLosing ? 'data-affecting' : 'schedule', consequence: consequenceOf(was, is), paths }];
  },
};

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined)
    return say`a run waits for its start however long it takes, no longer ${formatDuration(was ?? 0)} at most`;
  if (was === undefined)
    return say`a run that nobody has started ${formatDuration(is)} after its fire is skipped; before, it waited`;
  return say`a run that nobody has started ${formatDuration(is)} after its fire is skipped, no longer after ${formatDuration(was)}`;
}
