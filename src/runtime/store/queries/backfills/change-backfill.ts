import type { BackfillChange, BackfillState, ChangedBackfill, EventType } from '../../../ports/index.ts';
import { OperatingError } from '../../../errors.ts';
import { writeDocument } from '../../document.ts';
import { appendEvents } from '../../events/append-events.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { HELD_STATES } from '../held-states.ts';
import { requestCancel } from '../request-cancel.ts';
import { backfillEvent } from './backfill-event.ts';
import { rangeOf, withCounts } from './backfill-records.ts';
import { openMark } from './open-mark.ts';
import { lockBackfill, type LockedBackfill } from './lock-backfill.ts';
import { putAgain } from './put-again.ts';
import { ownOpenRuns } from './read-backfills.ts';
import { overlappingBackfill } from './overlapping-backfill.ts';

/** From which states it goes where, and how that is told; `same` = where it is so already. */
const CHANGES: Readonly<
  Record<
    BackfillChange['to'],
    { readonly from: readonly BackfillState[]; readonly same: readonly BackfillState[]; readonly type: EventType }
  >
> = {
  pause: { from: ['waiting', 'running'], same: ['paused'], type: 'backfill.paused' },
  resume: { from: ['paused', 'failed'], same: ['waiting', 'running'], type: 'backfill.resumed' },
  cancel: { from: ['waiting', 'running', 'paused', 'failed'], same: ['cancelled'], type: 'backfill.cancelled' },
};

/**
 * Pauses a backfill, lets it go on, or ends it. What it has handed out goes on; `cancel` stops what has not started, and `stop` the
 * rest, also of one that is cancelled already; but no run that was on its way before the backfill came to its fire. Resumed, what did not
 * succeed is run once more. Throws STORE_CONFLICT where it is resumed beside another of its range.
 *
 * @returns `more`: so many fires are to be run once more that a part of them was marked, and nothing else was done; to be asked again.
 */
export async function changeBackfill(
  transaction: Transaction,
  id: string,
  change: BackfillChange,
  now: number,
): Promise<ChangedBackfill | 'more' | undefined> {
  const { to, actor, why } = change;
  const locked = await lockBackfill(transaction, id);
  if (locked === undefined) return undefined;
  const { row } = locked;
  const { from, same, type } = CHANGES[to];
  const state = row.state as BackfillState; // only this store writes it
  if (same.includes(state)) {
    // Cancelled without `stop`, its runs go on until somebody has thought better of it.
    const stopped = to === 'cancel' && change.stop === true ? await stopRuns(transaction, id, change, now) : 0;
    return answer(transaction, row, 'same', stopped);
  }
  if (!from.includes(state)) return answer(transaction, row, 'refused');
  const { isMore = false, ...columns } = await columnsOf(transaction, locked, to, now);
  const changed = { ...row, ...columns, version: row.version + 1 };
  await transaction.db.updateTable('sluice_backfill').set(changed).where('id', '=', id).execute();
  if (isMore) return 'more';
  await appendEvents(transaction, [backfillEvent(changed, { type, actor, at: now, from: state, why })]);
  const stopped = to === 'cancel' ? await stopRuns(transaction, id, change, now) : 0;
  return answer(transaction, changed, 'changed', stopped);
}

type Columns = Partial<Pick<BackfillTable, 'state' | 'reason' | 'is_open' | 'ended_at' | 'counts'>> & {
  /** Nothing but the counts is changed yet. */
  readonly isMore?: boolean;
};

async function columnsOf(
  transaction: Transaction,
  { row, deployment }: LockedBackfill,
  to: BackfillChange['to'],
  now: number,
): Promise<Columns> {
  // Its runs are looked after until they are over, whatever becomes of it.
  const going = { reason: null, is_open: openMark(row.cursor_after), ended_at: null };
  if (to === 'pause') return { ...going, state: 'paused' };
  if (to === 'cancel') return { ...going, state: 'cancelled', ended_at: now };
  const { pipeline } = row;
  const other = await overlappingBackfill(transaction.db, rangeOf(row), deployment?.artefact_digest ?? '');
  const parts = row.cursor_after === null ? 'fires' : 'cursor values';
  if (other !== undefined)
    throw new OperatingError('STORE_CONFLICT', `backfill ${other.id} of \`${pipeline}\` has ${parts} of its range`, {
      retryable: false,
      help: `wait for its end, or \`sluice backfill cancel ${other.id}\``,
    });
  const put = await putAgain(transaction, row);
  const counts = writeDocument(put.counts);
  if (put.isMore) return { counts, isMore: true };
  return { ...going, state: row.started_at === null ? 'waiting' : 'running', counts };
}

async function stopRuns(
  transaction: Transaction,
  id: string,
  { actor, stop = false }: BackfillChange,
  now: number,
): Promise<number> {
  let stopped = 0;
  for (const { runId, runState } of await ownOpenRuns(transaction.db, id)) {
    if (!stop && (HELD_STATES.includes(runState) || runState === 'retry-wait')) continue;
    if (await requestCancel(transaction, runId, actor, now)) stopped++;
  }
  return stopped;
}

async function answer(
  { db }: Transaction,
  row: BackfillTable,
  outcome: ChangedBackfill['outcome'],
  stopped = 0,
): Promise<ChangedBackfill | undefined> {
  const [backfill] = await withCounts(db, [row]);
  return backfill === undefined ? undefined : { outcome, backfill, stopped };
}
