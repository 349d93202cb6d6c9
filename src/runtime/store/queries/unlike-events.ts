import type { ChainEnd } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import type { Reader } from '../transaction.ts';

/** Each of them is found by its chain and sequence; as one condition they are told by a few hundred parameters. */
const EVENTS_OF_STATEMENT = 100;

/** Which of these events the store has with another hash. */
export async function unlikeEvents(db: Reader, events: readonly ChainEnd[]): Promise<readonly ChainEnd[]> {
  const unlike: ChainEnd[] = [];
  for (const part of chunks(events, EVENTS_OF_STATEMENT)) {
    const rows = await db
      .selectFrom('sluice_event')
      .select(['topic', 'event_key', 'sequence', 'hash'])
      .where((where) =>
        where.or(part.map(({ topic, key, sequence }) => where.and({ topic, event_key: key, sequence }))),
      )
      .execute();
    const own = new Map(rows.map((row) => [placeOf(row.topic, row.event_key, row.sequence), row.hash]));
    for (const event of part) {
      const hash = own.get(placeOf(event.topic, event.key, event.sequence));
      if (hash !== undefined && hash !== event.hash) unlike.push(event);
    }
  }
  return unlike;
}

function placeOf(topic: string, key: string, sequence: number): string {
  return `${topic} ${sequence} ${key}`;
}
