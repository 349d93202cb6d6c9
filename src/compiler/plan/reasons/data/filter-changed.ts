import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Another `where`: other rows are read. */
export const filterChanged: Reason = {
  reason: 'FILTER_CHANGED',
  readsAnew: true,
  find(change) {
    const value = change.values.find(({ path }) => path === '/source/where');
    if (value === undefined || !isUpdated(change)) return [];
    const found = [
      { meaning: 'data-affecting', consequence: consequenceOf(value, change.after), paths: [value.path] } as const,
    ];
    // what a cursor has passed is not looked at again
    if (change.after.pipeline.incremental === undefined || value.before === undefined) return found;
    const { column } = change.after.pipeline.incremental;
    const cursor = change.deployed?.cursor;
    const missed =
      cursor === undefined
        ? say`rows that only the new filter selects and that the cursor on \`${column}\` has passed are not read`
        : say`rows that only the new filter selects and whose \`${column}\` is up to ${cursor} are not read`;
    return [...found, { meaning: 'data-affecting', consequence: missed, paths: [value.path] }];
  },
};

function consequenceOf({ before, after }: ValueChange, artefact: Artefact): Message {
  if (before === undefined)
    return rowsThatAreThere(artefact) === 'emptied'
      ? say`runs read only rows with \`${valueWords(after)}\`; others that they wrote before go, as each run empties the target`
      : say`runs read only rows with \`${valueWords(after)}\`; others that they wrote before stay in the target`;
  if (after === undefined) return say`runs read all rows, no longer only those with \`${valueWords(before)}\``;
  return say`runs read rows with \`${valueWords(after)}\`, no longer those with \`${valueWords(before)}\``;
}
