import { FINAL_RUN_STATES, type BackfillCounts } from '../../../ports/index.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { countOf } from './backfill-counts.ts';

/** Marked by one transaction at most, so that no other write waits for long. */
export const PUT_TOGETHER = 500;

const WITHOUT_SUCCESS = FINAL_RUN_STATES.filter((state) => state !== 'succeeded');

/**
 * Marks fires of a backfill that did not succeed as to be run once more, the first {@link PUT_TOGETHER} of them.
 *
 * @returns How many fires stand where then, and whether more of them may be left.
 */
export async function putAgain(
  { db }: Transaction,
  row: Pick<BackfillTable, 'id' | 'counts'>,
): Promise<{ readonly counts: BackfillCounts; readonly isMore: boolean }> {
  const { failed, ...rest } = await countOf(db, row);
  const found = await db
    .selectFrom('sluice_backfill_fire')
    .select('fire_time')
    .where('backfill_id', '=', row.id)
    .where('standing', 'in', WITHOUT_SUCCESS)
    .limit(PUT_TOGETHER)
    .execute();
  if (found.length > 0)
    await db
      .updateTable('sluice_backfill_fire')
      .set({ standing: 'again' })
      .where('backfill_id', '=', row.id)
      .where(
        'fire_time',
        'in',
        found.map((fire) => fire.fire_time),
      )
      .execute();
  const isMore = found.length === PUT_TOGETHER;
  const put = isMore ? found.length : failed;
  return { counts: { ...rest, again: rest.again + put, failed: failed - put }, isMore };
}
