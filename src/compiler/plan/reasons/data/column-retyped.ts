import { say } from '../../../../message/index.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isUpdated, type Reason } from '../../reason.ts';
import { changedColumns } from '../../ends/changed-columns.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Columns of another type. */
export const columnRetyped: Reason = {
  reason: 'COLUMN_RETYPED',
  find(change) {
    if (!isUpdated(change)) return [];
    const columns = changedColumns(change);
    // the type of a column goes with what fed it
    const fedAnew = new Set(columns.filter(({ key }) => key === 'from' || key === 'value').map(({ name }) => name));
    const retyped = columns.filter(
      ({ key, name, after }) => key === 'nativeType' || (key === 'type' && (after !== undefined || !fedAnew.has(name))),
    );
    const byName = groupBy(retyped, ({ name, before, after }) => JSON.stringify([name, before ?? null, after ?? null]));
    return [...byName.values()].flatMap((values) => {
      const [column] = values;
      if (column === undefined) return [];
      const { name, before, after } = column;
      const consequence =
        after === undefined
          ? say`\`${name}\` is moved by the type that its table has, no longer as ${valueWords(before)}`
          : before === undefined
            ? say`\`${name}\` is moved as ${valueWords(after)}, no longer by the type that its table has`
            : say`\`${name}\` is moved as ${valueWords(after)}, no longer as ${valueWords(before)}: a value that does not fit is refused or cut, by its engine`;
      return [{ meaning: 'data-affecting', consequence, paths: values.map(({ path }) => path) } as const];
    });
  },
};
