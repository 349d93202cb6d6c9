import type { Forgetting } from '../../../ports/index.ts';
import type { Transaction } from '../../transaction.ts';

/**
 * Removes backfills that ended long ago, the oldest first, each fire by fire: one may have handed out a million. Those of files stay:
 * without them their files would begin them once more. Gives how many rows that were; above 0 there may be more.
 */
export async function forgetBackfills(
  { db }: Transaction,
  { scope, before, limit }: Omit<Forgetting, 'keepLast'>,
): Promise<number> {
  const oldest = await db
    .selectFrom('sluice_backfill')
    .select('id')
    .where('project', '=', scope.project)
    .where('environment', '=', scope.environment)
    .where('is_open', '=', 0)
    .where('name', 'is', null)
    .where('ended_at', '<', before)
    .orderBy('ended_at')
    .limit(1)
    .executeTakeFirst();
  if (oldest === undefined) return 0;
  const fires = await db
    .selectFrom('sluice_backfill_fire')
    .select('fire_time')
    .where('backfill_id', '=', oldest.id)
    .orderBy('fire_time')
    .limit(limit)
    .execute();
  const last = fires.at(-1);
  if (last !== undefined)
    await db
      .deleteFrom('sluice_backfill_fire')
      .where('backfill_id', '=', oldest.id)
      .where('fire_time', '<=', last.fire_time)
      .execute();
  if (fires.length === limit) return fires.length;
  await db.deleteFrom('sluice_backfill').where('id', '=', oldest.id).execute();
  return fires.length + 1;
}
