import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another query: other rows, or others in them. */
export const queryChanged: Reason = {
  reason: 'QUERY_CHANGED',
  find(change) {
    const [value] = valuesUnder(change, '/source/query');
    if (value === undefined || !isUpdated(change) || value.before === undefined || value.after === undefined) return [];
    const consequence = say`runs read what another query selects; what the earlier one brought stays in the target`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf([value]) }];
  },
};
