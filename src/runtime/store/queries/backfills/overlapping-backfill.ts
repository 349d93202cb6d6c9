import { UNFINISHED_BACKFILL_STATES, type BackfillRecord, type BackfillWish } from '../../../ports/index.ts';
import type { Reader } from '../../transaction.ts';
import { withCounts } from './backfill-records.ts';

/** An unfinished backfill of the same pipeline, another than this, that has a part of its range; undefined = there is none. */
export async function overlappingBackfill(
  db: Reader,
  {
    id,
    project,
    environment,
    pipeline,
    from,
    to,
  }: Pick<BackfillWish, 'id' | 'project' | 'environment' | 'pipeline' | 'from' | 'to'>,
): Promise<BackfillRecord | undefined> {
  const rows = await db
    .selectFrom('sluice_backfill')
    .selectAll()
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .where('state', 'in', UNFINISHED_BACKFILL_STATES)
    .where('range_from', '<=', to)
    .where('range_to', '>=', from)
    .where('id', '!=', id)
    .orderBy('created_at')
    .limit(1)
    .execute();
  return (await withCounts(db, rows))[0];
}
