import type { Topic } from '../../ports/index.ts';
import type { Reader, Transactor } from '../transaction.ts';

/** Positions that one transaction looks at: so many rows are locked for a moment only. */
const WINDOW = 5_000;

/**
 * Takes back that events of the topic were published, window by window. Nothing is published meanwhile, so that a process which
 * dies in between finds the topic as empty as before, and begins anew.
 */
export async function publishAgain(
  read: Transactor['read'],
  write: Transactor['write'],
  topic: Topic,
): Promise<number> {
  const newest = await read((db) => newestPublished(db, topic));
  let taken = 0;
  for (let from = 0; from < newest; from += WINDOW) {
    taken += await write(async ({ db }) => {
      const { numUpdatedRows } = await db
        .updateTable('sluice_event')
        .set({ published_at: null })
        .where('position', '>', from)
        .where('position', '<=', from + WINDOW)
        .where('topic', '=', topic)
        .where('published_at', 'is not', null)
        .executeTakeFirstOrThrow();
      return Number(numUpdatedRows);
    });
  }
  return taken;
}

async function newestPublished(db: Reader, topic: Topic): Promise<number> {
  const row = await db
    .selectFrom('sluice_event')
    .select('position')
    .where('topic', '=', topic)
    .where('published_at', 'is not', null)
    .orderBy('position', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.position ?? 0;
}
