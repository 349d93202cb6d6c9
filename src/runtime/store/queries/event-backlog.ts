import type { EventBacklog } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';

/** How many events the bus has not got, at most `limit` of them counted, and since when the oldest waits. */
export async function eventBacklog(db: Reader, limit: number): Promise<EventBacklog> {
  const unpublished = db.selectFrom('sluice_event').where('published_at', 'is', null);
  const oldest = await unpublished.select('at').orderBy('position').limit(1).executeTakeFirst();
  const counted = await db
    .selectFrom(unpublished.select('position').limit(limit).as('waiting'))
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .executeTakeFirst();
  return { waiting: Number(counted?.count ?? 0), oldestAt: oldest?.at };
}
