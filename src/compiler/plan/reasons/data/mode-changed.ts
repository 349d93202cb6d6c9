import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { modeOf } from '../../ends/what-runs-read.ts';

/** Rows reach the target in another way. */
export const modeChanged: Reason = {
  reason: 'MODE_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/sink/mode', '/sink/key'));
    if (!paths.includes('/sink/mode') || !isUpdated(change)) return [];
    const [was, is] = [modeOf(change.before), modeOf(change.after)];
    return [{ meaning: 'data-affecting', consequence: consequenceOf(was, is), paths }];
  },
};

function consequenceOf(was: string, is: string): Message {
  if (is === 'overwrite') return say`rows take the place of what is there, no longer by \`${was}\``;
  if (is === 'append') return say`rows are added to those that are there, no longer by \`${was}\``;
  if (is === 'replace')
    return say`a row takes the place of the one with its key as a whole: columns that are not written get their default`;
  if (was === 'overwrite')
    return say`rows are written over those with their key, and rows that are gone from the source stay in the target`;
  return was === 'append'
    ? say`rows are written over those with their key, no longer added: a row that is read twice is in the target once`
    : say`rows are written over those with their key, no longer by \`${was}\``;
}
