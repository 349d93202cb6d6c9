import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Where the first start of a stream begins. */
export const startChanged: Reason = {
  reason: 'START_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/source/start');
    if (values.length === 0 || !isUpdated(change)) return [];
    const consequence = say`only a first start looks at \`start\`: a stream that has state goes on from it`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};
