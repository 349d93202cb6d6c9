import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Another partition is written. */
export const partitionChanged: Reason = {
  reason: 'PARTITION_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/sink/partition');
    const [value] = values;
    if (value === undefined || !isUpdated(change)) return [];
    const consequence =
      value.after === undefined
        ? say`rows are written into the table itself, no longer into the partition ${valueWords(value.before)}`
        : say`rows are written into the partition ${valueWords(value.after)}; those that are there already stay where they are`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};
