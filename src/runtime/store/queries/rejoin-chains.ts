import { AUDIT_TOPIC, type ChainEnd } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { environmentKey, keyColumns } from '../events/event-key.ts';
import type { Reader, Transaction } from '../transaction.ts';

/** So that an event that tells of them stays far below what Kafka takes. */
const CHAINS_OF_EVENT = 500;

interface Rejoined extends ChainEnd {
  /** Where the store's own chain ended. */
  readonly after: number;
}

/** Puts the ends of chains where the bus has them, and says so. Done again it finds nothing that is later. */
export async function rejoinChains(
  transaction: Transaction,
  ends: readonly ChainEnd[],
  actor: string,
  now: number,
): Promise<number> {
  const { db } = transaction;
  const rejoined: Rejoined[] = [];
  for (const end of ends) {
    const own = await lockEnd(db, end);
    const after = own?.sequence ?? 0;
    if (after >= end.sequence) continue;
    const { topic, key, sequence, hash } = end;
    await db.replaceInto('sluice_event_head').values({ topic, event_key: key, sequence, hash }).execute();
    rejoined.push({ ...end, after });
  }
  await appendEvents(
    transaction,
    [...byEnvironment(rejoined)].flatMap((each) => drafts(each, actor, now)),
  );
  return rejoined.length;
}

function lockEnd(db: Reader, { topic, key }: ChainEnd): Promise<{ readonly sequence: number } | undefined> {
  return db
    .selectFrom('sluice_event_head')
    .select('sequence')
    .where('topic', '=', topic)
    .where('event_key', '=', key)
    .forUpdate()
    .executeTakeFirst();
}

function byEnvironment(chains: readonly Rejoined[]): ReadonlyMap<string, readonly Rejoined[]> {
  const found = new Map<string, Rejoined[]>();
  for (const chain of chains) {
    const { project, environment } = keyColumns(chain.key);
    const key = environmentKey(project, environment ?? '');
    const members = found.get(key) ?? [];
    members.push(chain);
    found.set(key, members);
  }
  return found;
}

function drafts([key, chains]: [string, readonly Rejoined[]], actor: string, now: number): readonly EventDraft[] {
  const { project, environment } = keyColumns(key);
  return [...chunks(chains, CHAINS_OF_EVENT)].map((part) => ({
    topic: AUDIT_TOPIC,
    key,
    type: 'chain.restored',
    at: now,
    data: {
      project,
      environment,
      actor,
      chains: part.map(({ topic, key: chain, after, sequence }) => ({ topic, key: chain, after, sequence })),
    },
  }));
}
