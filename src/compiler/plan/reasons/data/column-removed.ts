import { say, type Message } from '../../../../message/index.ts';
import type { Meaning } from '../../meaning.ts';
import { isUpdated, pathsOf, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { changedColumns, columnNames } from '../../ends/changed-columns.ts';
import { withoutRenamed } from './column-renamed.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';
import { modeOf } from '../../ends/what-runs-read.ts';

/** Columns that are not moved any more. */
export const columnRemoved: Reason = {
  reason: 'COLUMN_REMOVED',
  find(change, { findings }) {
    const removed = withoutRenamed(changedColumns(change), findings).filter(
      ({ key, after }) => key === undefined && after === undefined,
    );
    if (removed.length === 0 || !isUpdated(change)) return [];
    const written = removed.filter(({ side }) => side === 'sink');
    const told =
      written.length === 0
        ? ({
            meaning: 'data-affecting',
            consequence: say`runs do not read ${columnNames(removed)} any more; nothing of it was written`,
          } as const)
        : leftOut(columnNames(written), change);
    return [{ ...told, paths: pathsOf(removed) }];
  },
};

function leftOut(
  names: string,
  { after }: UpdatedPipeline,
): { readonly meaning: Meaning; readonly consequence: Message } {
  const rows = rowsThatAreThere(after);
  if (rows === 'emptied')
    return {
      meaning: 'destructive',
      consequence: say`${names} is not written any more: the next run empties the target, and what it has there goes`,
    };
  if (modeOf(after) === 'replace')
    return {
      meaning: 'destructive',
      consequence:
        rows === 'written-over'
          ? say`${names} is not written any more: the next run replaces all rows that it reads by rows without it, and what they have there goes`
          : say`${names} is not written any more: rows that are replaced lose what they have there`,
    };
  return {
    meaning: 'data-affecting',
    consequence: say`${names} is not written any more: new rows get the column's default, earlier ones keep what they have`,
  };
}
