import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, type Reason } from '../../reason.ts';
import { changedColumns, columnNames } from './changed-columns.ts';
import { withoutRenamed } from './column-renamed.ts';

/** Columns that are not moved any more. */
export const columnRemoved: Reason = {
  reason: 'COLUMN_REMOVED',
  find(change, { findings }) {
    const removed = withoutRenamed(changedColumns(change), findings).filter(
      ({ key, after }) => key === undefined && after === undefined,
    );
    if (removed.length === 0 || !isUpdated(change)) return [];
    const written = removed.filter(({ side }) => side === 'sink');
    const consequence =
      written.length === 0
        ? say`runs do not read ${columnNames(removed)} any more; nothing of it was written`
        : say`${columnNames(written)} is not written any more: new rows get the column's default, earlier ones keep what they have`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(removed) }];
  },
};
