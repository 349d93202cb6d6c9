import type { Forgetting } from '../../../ports/index.ts';
import type { Reader } from '../../transaction.ts';

/** At a time: each may have handed out a million fires. */
const TOGETHER = 5;

/** Removes backfills that ended long ago, the oldest first. Those of files stay: without them their files would begin them once more. */
export async function forgetBackfills(db: Reader, { scope, before }: Forgetting): Promise<void> {
  const rows = await db
    .selectFrom('sluice_backfill')
    .select('id')
    .where('project', '=', scope.project)
    .where('environment', '=', scope.environment)
    .where('is_open', '=', 0)
    .where('name', 'is', null)
    .where('ended_at', '<', before)
    .orderBy('ended_at')
    .limit(TOGETHER)
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return;
  await db.deleteFrom('sluice_backfill_fire').where('backfill_id', 'in', ids).execute();
  await db.deleteFrom('sluice_backfill').where('id', 'in', ids).execute();
}
