import { say, type Message } from '../../../../message/index.ts';
import { groupBy } from '../../../diagnostics/index.ts';
import { isUpdated, pathsOf, type Reason } from '../../reason.ts';
import { changedColumns, columnNames, type ChangedColumn } from '../../ends/changed-columns.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';
import { valueWords } from '../../ends/value-words.ts';

/** Told by reasons of their own. */
const TOLD_ELSEWHERE = new Set(['type', 'nativeType', 'comment']);

/** What stands in a column: another column of the source, a constant, another format or place. */
export const columnValueChanged: Reason = {
  reason: 'COLUMN_VALUE_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const columns = changedColumns(change);
    const comesAgain = rowsThatAreThere(change.after) !== 'kept';
    const changed = columns.filter(({ key }) => key !== undefined && !TOLD_ELSEWHERE.has(key));
    const fed = changed.filter(({ key }) => key === 'from' || key === 'value');
    const read = changed.filter((each) => !fed.includes(each));
    const told = [...groupBy(fed, ({ name }) => name)].map(
      ([name, values]) =>
        ({
          meaning: 'data-affecting',
          consequence: fedWords(name, values, comesAgain),
          paths: withType(name, values, columns),
        }) as const,
    );
    if (read.length === 0) return told;
    const keys = [...new Set(read.map(({ key }) => key ?? ''))].join(', ');
    const consequence = comesAgain
      ? say`values of ${columnNames(read)} are read in another way (${keys}), by the next run in all rows that it reads`
      : say`values of ${columnNames(read)} are read in another way (${keys}); rows that are in the target keep what they have`;
    return [...told, { meaning: 'data-affecting', consequence, paths: pathsOf(read) }];
  },
};

/** The type of a column goes with what feeds it. */
function withType(name: string, values: readonly ChangedColumn[], all: readonly ChangedColumn[]): readonly string[] {
  return pathsOf([...values, ...all.filter((each) => each.name === name && each.key === 'type')]);
}

/** @param comesAgain The next run writes all rows that it reads again. */
function fedWords(name: string, values: readonly ChangedColumn[], comesAgain: boolean): Message {
  const constant = values.find(({ key, after }) => key === 'value' && after !== undefined);
  if (constant !== undefined)
    return comesAgain
      ? say`\`${name}\` gets the constant ${valueWords(constant.after)}, by the next run in all rows that it reads`
      : say`\`${name}\` gets the constant ${valueWords(constant.after)}; rows that are in the target keep what they have`;
  const other = values.find(({ after }) => after !== undefined);
  if (other !== undefined)
    return comesAgain
      ? say`\`${name}\` gets what the source has in \`${valueWords(other.after)}\`, by the next run in all rows that it reads`
      : say`\`${name}\` gets what the source has in \`${valueWords(other.after)}\`; rows that are in the target keep what they have`;
  return say`\`${name}\` gets what the source has under its name, no longer ${valueWords(values[0]?.before)}`;
}
