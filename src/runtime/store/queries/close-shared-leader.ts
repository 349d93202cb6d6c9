import { sql } from 'kysely';
import type { Transaction } from '../transaction.ts';

/** The row of the one leader that all had who shared a store, before each project and environment had its own. */
const SHARED = 'leader';

/** The greatest number that the column takes: nothing is greater, so no term can begin after it. More than a number of JavaScript. */
const LAST_FENCE = sql<number>`9223372036854775807`;

/**
 * Lets nobody lead any more by the row that builds before schema 4 shared: they and this one do not see each other's leaders. A
 * write that such a leader has begun is waited for. Each later one carries a smaller fence and is refused, and a fence beyond this
 * one is out of the column's range. Done again it changes nothing. Before anybody of this build leads.
 */
export async function closeSharedLeader({ db }: Transaction): Promise<void> {
  const closed = await db
    .selectFrom('sluice_lease')
    .select('name')
    .where('name', '=', SHARED)
    .where('fence', '=', LAST_FENCE)
    .executeTakeFirst();
  if (closed !== undefined) return;
  await db
    .insertInto('sluice_lease')
    .ignore()
    .values({ name: SHARED, holder: null, fence: LAST_FENCE, expires_at: 0 })
    .execute();
  // not replaced: a row that is gone for a moment has no fence that could refuse anything
  await db
    .updateTable('sluice_lease')
    .set({ holder: null, fence: LAST_FENCE, expires_at: 0 })
    .where('name', '=', SHARED)
    .execute();
}
