import { FINAL_RUN_STATES, type BackfillStep, type RunRecord } from '../../../ports/index.ts';
import { writeOptionalDocument } from '../../document.ts';
import { appendEvents } from '../../events/append-events.ts';
import { LEADER } from '../../events/event-actors.ts';
import type { BackfillFireTable, BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { recordFire } from '../record-fire.ts';
import { reopenRun } from '../reopen-run.ts';
import { backfillEvent } from './backfill-event.ts';
import { lockBackfill } from './lock-backfill.ts';
import { settleFires } from './settle-fires.ts';

const TOLD = { succeeded: 'backfill.succeeded', failed: 'backfill.failed', cancelled: 'backfill.cancelled' } as const;

/** Hands out fires of a backfill and moves its position; see the port. */
export async function feedBackfill(transaction: Transaction, step: BackfillStep, now: number): Promise<boolean> {
  const { backfill, feed, again, state, reason, counted } = step;
  const locked = await lockBackfill(transaction, backfill.id);
  if (locked === undefined) return false;
  const { row, deployment } = locked;
  // Also after an unclear commit of this very step: the next look finds what it has written.
  if (row.version !== backfill.version) return false;
  const digest = counted?.artefactDigest ?? row.artefact_digest;
  const isFed = feed.length > 0 || again.length > 0;
  if (isFed && (deployment?.state !== 'active' || deployment.artefact_digest !== digest)) return false;

  await settleFires(transaction, backfill.id);
  for (const { fireTime, runId } of again) {
    await handOut(transaction, { row, digest, fireTime, runId }, now);
  }
  for (const { fireTime, previousFireTime, runId } of feed) {
    const { project, environment, pipeline } = row;
    const { run, created } = await recordFire(
      transaction,
      {
        key: { project, environment, pipeline },
        fireTime,
        previousFireTime,
        trigger: 'backfill',
        artefactDigest: digest,
        parameters: {},
        state: 'scheduled',
        backfill: row.id,
      },
      runId,
      now,
    );
    if (created)
      await note(transaction, { backfill_id: row.id, fire_time: fireTime, run_id: run.id, standing: 'open' });
    else await handOut(transaction, { row, digest, fireTime, runId: run.id, run }, now);
  }
  await writeRow(transaction, row, step, now);
  const isTold = state !== row.state && state in TOLD;
  if (isTold) {
    const type = TOLD[state as keyof typeof TOLD]; // it is one of its keys
    const changed = { ...row, state };
    await appendEvents(transaction, [
      backfillEvent(changed, { type, actor: LEADER, at: now, from: row.state, reason }),
    ]);
  }
  return true;
}

interface HandedOut {
  readonly row: BackfillTable;
  readonly digest: string;
  readonly fireTime: number;
  readonly runId: string;
  readonly run?: RunRecord;
}

/** A fire that is on record: one more attempt of its run, or, where that is not over, its end is waited for. */
async function handOut(
  transaction: Transaction,
  { row, digest, fireTime, runId, run }: HandedOut,
  now: number,
): Promise<void> {
  const isOver = run === undefined || FINAL_RUN_STATES.includes(run.state);
  if (isOver)
    await reopenRun(
      transaction,
      runId,
      { actor: LEADER, backfill: row.id, artefactDigest: digest, again: run !== undefined },
      now,
    );
  await note(transaction, { backfill_id: row.id, fire_time: fireTime, run_id: runId, standing: 'open' });
}

async function note({ db }: Transaction, fire: BackfillFireTable): Promise<void> {
  await db.replaceInto('sluice_backfill_fire').values(fire).execute();
}

async function writeRow(
  { db }: Transaction,
  row: BackfillTable,
  { backfill, feed, again, state, reason, counted }: BackfillStep,
  now: number,
): Promise<void> {
  const isOver = state === 'succeeded' || state === 'failed' || state === 'cancelled';
  const left = await db
    .selectFrom('sluice_backfill_fire')
    .select('run_id')
    .where('backfill_id', '=', row.id)
    .where('standing', '=', 'open')
    .limit(1)
    .execute();
  await db
    .updateTable('sluice_backfill')
    .set({
      state,
      reason: writeOptionalDocument(reason),
      position: feed.at(-1)?.fireTime ?? row.position,
      started_at: row.started_at ?? (feed.length + again.length > 0 ? now : null),
      ended_at: isOver ? (row.ended_at ?? now) : null,
      // What is paused is looked at again when somebody lets it go on.
      is_open: (isOver || state === 'paused') && left.length === 0 ? 0 : 1,
      version: backfill.version + 1,
      ...(counted === undefined ? {} : { total: counted.total, artefact_digest: counted.artefactDigest }),
    })
    .where('id', '=', row.id)
    .execute();
}
