import { say } from '../../../../message/index.ts';
import type { JsonValue } from '../../compare/differences.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Another key: other rows are taken for the same. */
export const keyChanged: Reason = {
  reason: 'KEY_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/sink/key');
    const [value] = values;
    // a mode that takes no key comes or goes with it, and says so
    if (value === undefined || !isUpdated(change) || isEmpty(value.before) || isEmpty(value.after)) return [];
    const consequence = say`rows are taken for the same by ${valueWords(value.after)}, no longer by ${valueWords(value.before)}: the target needs a unique index on it, and rows that the earlier key kept apart may be written over each other`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};

function isEmpty(key: JsonValue | undefined): boolean {
  return key === undefined || (Array.isArray(key) && key.length === 0);
}
