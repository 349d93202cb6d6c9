import { FINAL_RUN_STATES, type BackfillCounts } from '../../../ports/index.ts';
import { chunks } from '../../chunks.ts';
import type { Transaction } from '../../transaction.ts';
import { moved } from './backfill-counts.ts';
import { openBackfillFires } from './read-backfills.ts';

const CHUNK = 200;
/** Of a run that is not on record any more: nobody can say that it succeeded. */
const FORGOTTEN = 'cancelled';

/** Notes what became of runs that a backfill has handed out and that are over; gives how many of its fires stand where then. */
export async function settleFires({ db }: Transaction, id: string, before: BackfillCounts): Promise<BackfillCounts> {
  let counts = before;
  const ended = new Map<string, number[]>();
  for (const { fireTime, standing, runState = FORGOTTEN } of await openBackfillFires(db, id)) {
    // What is to run once more has succeeded meanwhile, at a person's wish.
    const isOver = standing === 'open' ? FINAL_RUN_STATES.includes(runState) : runState === 'succeeded';
    if (!isOver) continue;
    ended.set(runState, [...(ended.get(runState) ?? []), fireTime]);
    counts = moved(counts, standing, runState);
  }
  for (const [standing, fireTimes] of ended)
    for (const part of chunks(fireTimes, CHUNK))
      await db
        .updateTable('sluice_backfill_fire')
        .set({ standing })
        .where('backfill_id', '=', id)
        .where('fire_time', 'in', part)
        .execute();
  return counts;
}
