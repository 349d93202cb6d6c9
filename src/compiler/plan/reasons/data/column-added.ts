import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { changedColumns, columnNames } from '../../ends/changed-columns.ts';
import { withoutRenamed } from './column-renamed.ts';
import { rowsThatAreThere } from '../../ends/rows-that-are-there.ts';
import { whatRunsRead } from '../../ends/what-runs-read.ts';

/** Columns that were not moved before. */
export const columnAdded: Reason = {
  reason: 'COLUMN_ADDED',
  find(change, { findings }) {
    const added = withoutRenamed(changedColumns(change), findings).filter(
      ({ key, before }) => key === undefined && before === undefined,
    );
    if (added.length === 0 || !isUpdated(change)) return [];
    const written = added.filter(({ side }) => side === 'sink');
    const consequence =
      written.length === 0
        ? say`runs read ${columnNames(added)} too, and write it nowhere`
        : writtenWords(columnNames(written), change);
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(added) }];
  },
};

function writtenWords(names: string, { after, deployed }: UpdatedPipeline): Message {
  if (rowsThatAreThere(after) !== 'kept')
    return say`the next run writes ${names} into all rows that it reads; the target has to have it before`;
  if (whatRunsRead(after) === 'after-cursor' && deployed?.cursor !== undefined)
    return say`${names} is written from the next run on; rows up to the cursor ${deployed.cursor} keep NULL in it until they are loaded again`;
  return say`${names} is written from the next run on; rows that are in the target keep NULL in it until they are loaded again`;
}
