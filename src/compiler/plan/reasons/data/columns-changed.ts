import { say } from '../../../../message/index.ts';
import type { JsonValue } from '../../compare/differences.ts';
import { isUpdated, type Reason } from '../../reason.ts';

/** A list of columns in another order, or all columns in place of a list. */
export const columnsChanged: Reason = {
  reason: 'COLUMNS_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const lists = change.values.filter(({ path }) => path === '/source/columns' || path === '/sink/columns');
    return lists.map(({ path, before, after }) => {
      const side = path === '/sink/columns' ? 'sink' : 'source';
      const consequence =
        after === '*'
          ? side === 'sink'
            ? say`every column that is read is written, also those that come later`
            : say`every column of the table is read, also those that come later`
          : before === '*'
            ? say`only the columns of the list are moved, no longer every one that there is`
            : sameNames(before, after)
              ? say`columns of \`${side}\` are in another order: what is found by its place, as in a file, stands in another column`
              : say`\`${side}\` has another list of columns`;
      return { meaning: 'data-affecting', consequence, paths: [path] } as const;
    });
  },
};

function sameNames(before: JsonValue | undefined, after: JsonValue | undefined): boolean {
  return (
    Array.isArray(before) &&
    Array.isArray(after) &&
    JSON.stringify(before.toSorted()) === JSON.stringify(after.toSorted())
  );
}
