import { UNFINISHED_BACKFILL_STATES, type BackfillRecord, type BackfillWish } from '../../../ports/index.ts';
import type { Reader } from '../../transaction.ts';
import { withCounts } from './backfill-records.ts';

/**
 * An unfinished backfill of the same pipeline, another than this, that has a part of its range; undefined = there is none. Of ranges of
 * cursor values there is one at a time: which of them have a row in common the store cannot say.
 */
export async function overlappingBackfill(
  db: Reader,
  {
    id,
    project,
    environment,
    pipeline,
    from,
    to,
    values,
  }: Pick<BackfillWish, 'id' | 'project' | 'environment' | 'pipeline' | 'from' | 'to' | 'values'>,
): Promise<BackfillRecord | undefined> {
  const unfinished = db
    .selectFrom('sluice_backfill')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('state', 'in', UNFINISHED_BACKFILL_STATES)
    .where('id', '!=', id);
  const beside =
    values === undefined
      ? unfinished.where('range_from', '<=', to).where('range_to', '>=', from)
      : unfinished.where('cursor_after', 'is not', null);
  const rows = await beside.orderBy('created_at').limit(1).execute();
  return (await withCounts(db, rows))[0];
}
