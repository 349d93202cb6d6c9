import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';

/** Another query: other rows, or others in them. */
export const queryChanged: Reason = {
  reason: 'QUERY_CHANGED',
  readsAnew: true,
  find(change) {
    const [value] = valuesUnder(change, '/source/query');
    if (value === undefined || !isUpdated(change) || value.before === undefined || value.after === undefined) return [];
    const consequence =
      rowsThatAreThere(change.after) === 'emptied'
        ? say`runs read what another query selects; what the earlier one brought goes, as each run empties the target`
        : say`runs read what another query selects; what the earlier one brought stays in the target`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf([value]) }];
  },
};
