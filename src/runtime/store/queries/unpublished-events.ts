import type { EventRecord } from '../../ports/index.ts';
import { toEventRecord } from '../records.ts';
import type { Reader } from '../transaction.ts';

/**
 * Events that the bus has not got, oldest first. Within a chain the order of insertion is the order of
 * the sequence and of the commits (its head row is locked), so a page never skips one.
 */
export async function unpublishedEvents(db: Reader, limit: number): Promise<readonly EventRecord[]> {
  const rows = await db
    .selectFrom('sluice_event')
    .selectAll()
    .where('published_at', 'is', null)
    .orderBy('position')
    .limit(limit)
    .execute();
  return rows.map(toEventRecord);
}
