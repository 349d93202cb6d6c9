import { AUDIT_TOPIC, RUNS_TOPIC, type ChainHead, type ChainHeads, type Topic } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { RELAY } from '../events/event-actors.ts';
import { environmentKey, keyColumns } from '../events/event-key.ts';
import type { EventHeadTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';

/** So that a head record stays far below what Kafka takes, whatever the names are. */
const HEADS_OF_EVENT = 500;
const CHUNK = 500;
/** The row whose lock lets one process at a time write head records. */
const TURN = { topic: '', event_key: '', sequence: 0 };

type GrownChain = EventHeadTable & { readonly told: number };

/**
 * Tells of every chain of a pipeline that has grown since it was told of. Chains are not locked: what is read of one is
 * where it was, and what comes after is told of the next time. Done again after an unclear commit it finds nothing to tell.
 */
export async function recordHeads(transaction: Transaction, limit: number, now: number): Promise<number> {
  const { db } = transaction;
  await takeTurn(db);
  const grown = await grownChains(db, limit);
  // One place after the other, so that the record of runs tells of that of the audit, which is written before it.
  for (const [place, chains] of byPlace(grown))
    await appendEvents(transaction, await headEvents(db, place, chains, now));
  for (const part of chunks(grown, CHUNK)) {
    const marks = part.map(({ topic, event_key, sequence }) => ({ topic, event_key, sequence }));
    await db.replaceInto('sluice_event_mark').values(marks).execute();
  }
  return grown.length;
}

async function takeTurn(db: Reader): Promise<void> {
  const lock = () =>
    db
      .selectFrom('sluice_event_mark')
      .select('sequence')
      .where('topic', '=', TURN.topic)
      .where('event_key', '=', TURN.event_key)
      .forUpdate()
      .executeTakeFirst();
  if ((await lock()) !== undefined) return;
  await db.insertInto('sluice_event_mark').ignore().values(TURN).execute();
  await lock();
}

/** Chains of environments are left out: head records are in them, and would tell of themselves for ever. */
async function grownChains(db: Reader, limit: number): Promise<readonly GrownChain[]> {
  const rows = await db
    .selectFrom('sluice_event_head as head')
    .leftJoin('sluice_event_mark as mark', (join) =>
      join.onRef('mark.topic', '=', 'head.topic').onRef('mark.event_key', '=', 'head.event_key'),
    )
    .select(['head.topic', 'head.event_key', 'head.sequence', 'head.hash', 'mark.sequence as told'])
    .where('head.sequence', '>', 0)
    .where('head.event_key', 'like', '%/%/%')
    .where((where) =>
      where.or([where('mark.sequence', 'is', null), where('mark.sequence', '<', where.ref('head.sequence'))]),
    )
    .orderBy('head.topic')
    .orderBy('head.event_key')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ ...row, told: row.told ?? 0 }));
}

interface Place {
  readonly topic: Topic;
  readonly project: string;
  readonly environment: string;
}

function byPlace(chains: readonly GrownChain[]): ReadonlyMap<Place, readonly GrownChain[]> {
  const places = new Map<string, Place>();
  const found = new Map<Place, GrownChain[]>();
  for (const chain of chains) {
    const { project, environment } = keyColumns(chain.event_key);
    const topic = chain.topic === AUDIT_TOPIC ? AUDIT_TOPIC : RUNS_TOPIC;
    const name = `${topic} ${project}/${environment}`;
    const place = places.get(name) ?? { topic, project, environment: environment ?? '' };
    places.set(name, place);
    const members = found.get(place) ?? [];
    members.push(chain);
    found.set(place, members);
  }
  return found;
}

async function headEvents(
  db: Reader,
  { topic, project, environment }: Place,
  chains: readonly GrownChain[],
  now: number,
): Promise<readonly EventDraft[]> {
  const key = environmentKey(project, environment);
  const other = topic === AUDIT_TOPIC ? RUNS_TOPIC : AUDIT_TOPIC;
  const beside = await db
    .selectFrom('sluice_event_head')
    .select(['sequence', 'hash'])
    .where('topic', '=', other)
    .where('event_key', '=', key)
    .where('sequence', '>', 0)
    .executeTakeFirst();
  return [...chunks(chains, HEADS_OF_EVENT)].map((part): EventDraft => {
    const heads = part.map(({ event_key, told, sequence, hash }): ChainHead => ({
      key: event_key,
      after: told,
      sequence,
      hash,
    }));
    const data: ChainHeads = {
      project,
      environment,
      actor: RELAY,
      heads,
      ...(beside === undefined ? {} : { beside: { topic: other, ...beside } }),
    };
    return { topic, key, type: 'chain.heads', at: now, data: { ...data } };
  });
}
