import { RUNS_TOPIC, type ChainHeads, type Scope } from '../../ports/index.ts';
import { readDocument } from '../document.ts';
import { environmentKey } from '../events/event-key.ts';
import type { Reader, Transaction } from '../transaction.ts';

/** Removes the oldest head record of a scope's runs and what it tells of, where all of that is old, published, and not the newest. */
export async function forgetRunEvents({ db }: Transaction, scope: Scope, before: number): Promise<number> {
  const key = environmentKey(scope.project, scope.environment);
  const [oldest, next] = await oldestOf(db, key);
  // The chain of the environment holds head records alone; the last of them is what everything later is verified from.
  if (oldest === undefined || next === undefined) return 0;
  if (oldest.at >= before || oldest.type !== 'chain.heads') return 0;
  const { heads } = readDocument<ChainHeads>(oldest.data);
  // What is told of is published before the record that tells of it is, but by whom, and after a topic was lost, is not known here.
  if (oldest.published_at === null) return 0;
  for (const { key: chain, sequence } of heads) if (await hasUnpublished(db, chain, sequence)) return 0;
  let forgotten = 1;
  for (const { key: chain, sequence } of heads) {
    const { numDeletedRows } = await db
      .deleteFrom('sluice_event')
      .where('topic', '=', RUNS_TOPIC)
      .where('event_key', '=', chain)
      .where('sequence', '<=', sequence)
      .executeTakeFirstOrThrow();
    forgotten += Number(numDeletedRows);
  }
  await db.deleteFrom('sluice_event').where('id', '=', oldest.id).execute();
  return forgotten;
}

function oldestOf(db: Reader, key: string) {
  return db
    .selectFrom('sluice_event')
    .selectAll()
    .where('topic', '=', RUNS_TOPIC)
    .where('event_key', '=', key)
    .orderBy('sequence')
    .limit(2)
    .execute();
}

async function hasUnpublished(db: Reader, chain: string, through: number): Promise<boolean> {
  const row = await db
    .selectFrom('sluice_event')
    .select('id')
    .where('topic', '=', RUNS_TOPIC)
    .where('event_key', '=', chain)
    .where('sequence', '<=', through)
    .where('published_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}
