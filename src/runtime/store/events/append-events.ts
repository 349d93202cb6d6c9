import type { EventType, Topic } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import type { EventHeadTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import { canonicalJson } from '../../../compiler/index.ts';
import { CHAIN_START, eventId, hashEvent } from '../../audit/index.ts';
import { insertRows, replaceRows } from '../queries/write-rows.ts';
import { keyColumns } from './event-key.ts';

/** An event that has no place in its chain yet. */
export interface EventDraft {
  readonly topic: Topic;
  readonly key: string;
  readonly type: EventType;
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Where an event belongs. */
type Chain = Pick<EventDraft, 'topic' | 'key'>;

const CHUNK = 200;

/**
 * Writes events at the ends of their chains. The head rows are locked until the transaction ends, in
 * sorted order, so that sequences have no gap, insertion order is commit order within a chain, and two
 * transactions cannot wait for each other crosswise.
 */
export async function appendEvents(transaction: Transaction, drafts: readonly EventDraft[]): Promise<void> {
  if (drafts.length === 0) return;
  const heads = await lockHeads(transaction.db, drafts);
  const rows = drafts.map((draft) => {
    const head = heads.get(chainOf(draft.topic, draft.key)) ?? startOf(draft);
    const sequence = head.sequence + 1;
    const data = canonicalJson(draft.data);
    const hash = hashEvent({ ...draft, sequence, previousHash: head.hash }, data);
    heads.set(chainOf(draft.topic, draft.key), { topic: draft.topic, event_key: draft.key, sequence, hash });
    return {
      id: eventId(hash),
      topic: draft.topic,
      event_key: draft.key,
      ...keyColumns(draft.key),
      sequence,
      type: draft.type,
      at: draft.at,
      data,
      previous_hash: head.hash,
      hash,
      published_at: null,
    };
  });
  await insertRows(transaction.db, 'sluice_event', rows);
  // these rows are locked by us
  await replaceRows(transaction.db, 'sluice_event_head', [...heads.values()]);
}

/** Locks the ends of chains, as {@link appendEvents} does, before anything is known to tell. */
export async function lockChains({ db }: Transaction, chains: readonly Chain[]): Promise<void> {
  await lockHeads(db, chains);
}

async function lockHeads(db: Reader, drafts: readonly Chain[]): Promise<Map<string, EventHeadTable>> {
  const wanted = new Map(drafts.map((draft) => [chainOf(draft.topic, draft.key), draft]));
  const sorted = [...wanted.keys()].sort().flatMap((chain) => wanted.get(chain) ?? []);
  const heads = await selectHeads(db, sorted);
  const missing = sorted.filter((draft) => !heads.has(chainOf(draft.topic, draft.key)));
  if (missing.length === 0) return heads;
  // The insert waits for another transaction that is making the same row; after it the row is there to be locked.
  for (const part of chunks(missing, CHUNK)) {
    await db.insertInto('sluice_event_head').ignore().values(part.map(startOf)).execute();
  }
  return new Map([...heads, ...(await selectHeads(db, missing))]);
}

async function selectHeads(db: Reader, drafts: readonly Chain[]): Promise<Map<string, EventHeadTable>> {
  const heads = new Map<string, EventHeadTable>();
  for (const topic of new Set(drafts.map((draft) => draft.topic))) {
    const keys = drafts.filter((draft) => draft.topic === topic).map((draft) => draft.key);
    for (const part of chunks(keys, CHUNK)) {
      const rows = await db
        .selectFrom('sluice_event_head')
        .selectAll()
        .where('topic', '=', topic)
        .where('event_key', 'in', part)
        .orderBy('event_key')
        .forUpdate()
        .execute();
      for (const row of rows) heads.set(chainOf(row.topic, row.event_key), row);
    }
  }
  return heads;
}

function startOf(draft: Chain): EventHeadTable {
  return { topic: draft.topic, event_key: draft.key, sequence: 0, hash: CHAIN_START };
}

function chainOf(topic: string, key: string): string {
  return `${topic} ${key}`;
}
