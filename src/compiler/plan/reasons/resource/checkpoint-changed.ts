import { say, type Message } from '../../../../message/index.ts';
import { formatDuration } from '../../../../time/index.ts';
import { numberAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** How often the engine keeps where it is. */
export const checkpointChanged: Reason = {
  reason: 'CHECKPOINT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/checkpoint'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const interval = (side: 'before' | 'after'): number | undefined =>
      numberAt(change[side], 'settings', 'checkpointMs');
    return [{ meaning: 'resource', consequence: consequenceOf(interval('before'), interval('after')), paths }];
  },
};

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined)
    return say`the engine does not keep where it is any more, before every ${formatDuration(was ?? 0)}: after a failure it begins anew`;
  const goesBack = say`the engine keeps where it is every ${formatDuration(is)}`;
  return was === undefined
    ? say`${goesBack}; before, it did not`
    : say`${goesBack}, no longer every ${formatDuration(was)}: after a failure it goes back by that much at most`;
}
