import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

/** How often the engine keeps where it is. */
export const checkpointChanged: Reason = {
  reason: 'CHECKPOINT_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/settings/checkpoint');
    const [value] = values;
    if (value === undefined || !isUpdated(change)) return [];
    return [{ meaning: 'resource', consequence: consequenceOf(value), paths: pathsOf(values) }];
  },
};

function consequenceOf({ before, after }: ValueChange): Message {
  if (after === undefined)
    return say`the engine does not keep where it is any more, before every ${String(before)}: after a failure it begins anew`;
  const goesBack = say`the engine keeps where it is every ${String(after)}`;
  return before === undefined
    ? say`${goesBack}; before, it did not`
    : say`${goesBack}, no longer every ${String(before)}: after a failure it goes back by that much at most`;
}
