import { AUDIT_TOPIC, RUNS_TOPIC, type ChainStore } from '../../ports/index.ts';
import { rejoinChains } from '../queries/rejoin-chains.ts';
import { unlikeEvents } from '../queries/unlike-events.ts';
import type { Transactor } from '../transaction.ts';

export function chainMethods({ read, write }: Transactor): ChainStore {
  return {
    chainEnds: () =>
      read(async (db) => {
        const rows = await db.selectFrom('sluice_event_head').selectAll().where('sequence', '>', 0).execute();
        return rows.map(({ topic, event_key: key, sequence, hash }) => ({
          topic: topic === AUDIT_TOPIC ? AUDIT_TOPIC : RUNS_TOPIC,
          key,
          sequence,
          hash,
        }));
      }),
    unlikeEvents: (events) => read((db) => unlikeEvents(db, events)),
    rejoinChains: (ends, actor, now) => write((tx) => rejoinChains(tx, ends, actor, now)),
  };
}
