import type { EventTail } from '../../ports/index.ts';
import { toEventRecord } from '../records.ts';
import type { Reader } from '../transaction.ts';

/** Events after a position, oldest first; without one from before the oldest that the bus has not got. */
export async function eventTail(db: Reader, after: number | undefined, limit: number): Promise<EventTail> {
  const start = after ?? (await firstPosition(db));
  const rows = await db
    .selectFrom('sluice_event')
    .selectAll()
    .where('position', '>', start)
    .orderBy('position')
    .limit(limit)
    .execute();
  const items = rows.map((row) => ({ position: row.position, event: toEventRecord(row) }));
  // A store that was put back from a backup gives positions once more.
  return { items, position: items.at(-1)?.position ?? Math.min(start, await lastPosition(db)) };
}

async function firstPosition(db: Reader): Promise<number> {
  const events = db.selectFrom('sluice_event').select('position');
  const oldest = await events.where('published_at', 'is', null).orderBy('position').limit(1).executeTakeFirst();
  if (oldest !== undefined) return oldest.position - 1;
  return lastPosition(db);
}

async function lastPosition(db: Reader): Promise<number> {
  const events = db.selectFrom('sluice_event').select('position');
  return (await events.orderBy('position', 'desc').limit(1).executeTakeFirst())?.position ?? 0;
}
