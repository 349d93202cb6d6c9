import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Another column by which a read is split among channels. */
export const splitByChanged: Reason = {
  reason: 'SPLIT_BY_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/source/splitBy');
    const [value] = values;
    if (value === undefined || !isUpdated(change)) return [];
    const consequence =
      value.after === undefined
        ? say`the source is read by one channel, no longer split by \`${valueWords(value.before)}\``
        : say`the source is read in parts by \`${valueWords(value.after)}\`: an index on it spares the database`;
    return [{ meaning: 'resource', consequence, paths: pathsOf(values) }];
  },
};
