import type { BackfillCounts, BackfillStep } from '../../../ports/index.ts';
import { writeDocument, writeOptionalDocument } from '../../document.ts';
import { appendEvents } from '../../events/append-events.ts';
import { LEADER } from '../../events/event-actors.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { countOf } from './backfill-counts.ts';
import { putArtefacts } from '../put-artefacts.ts';
import { refuseBesideOthers } from '../refuse-beside.ts';
import { backfillEvent } from './backfill-event.ts';
import { handOut } from './hand-out.ts';
import { lockBackfill } from './lock-backfill.ts';
import { openMark } from './open-mark.ts';
import { openRunIds } from './read-backfills.ts';
import { settleFires } from './settle-fires.ts';

const TOLD = { succeeded: 'backfill.succeeded', failed: 'backfill.failed', cancelled: 'backfill.cancelled' } as const;

/**
 * Hands out fires of a backfill and moves its position; see the port. Whether others are on their way is looked at last: whoever puts a
 * run on its way writes to the end of the pipeline's chain, which the fires that were handed out have locked.
 */
export async function feedBackfill(transaction: Transaction, step: BackfillStep, now: number): Promise<boolean> {
  const { backfill, feed, again, state, reason, counted, bounded } = step;
  const locked = await lockBackfill(transaction, backfill.id);
  if (locked === undefined) return false;
  const { row, deployment } = locked;
  // Also after an unclear commit of this very step: the next look finds what it has written.
  if (row.version !== backfill.version) return false;
  const deployed = bounded?.of ?? counted?.artefactDigest ?? row.artefact_digest;
  const isFed = feed.length > 0 || again.length > 0;
  if (isFed && (deployment?.state !== 'active' || deployment.artefact_digest !== deployed)) return false;

  if (isFed && bounded !== undefined) await putArtefacts(transaction, [bounded.artefact], now);
  const digest = bounded?.artefact.digest ?? deployed;
  const settled = await settleFires(transaction, backfill.id, await countOf(transaction.db, row));
  const before = await openRunIds(transaction.db, backfill.id);
  const { counts, started } = await handOut(transaction, { row, digest, now }, step, settled);
  if (isFed && step.isAlone === true)
    await refuseBesideOthers(transaction, {
      scope: row,
      pipelines: [row.pipeline],
      own: [...before, ...started],
    });
  await writeRow(transaction, row, step, counts, now);
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

async function writeRow(
  { db }: Transaction,
  row: BackfillTable,
  { backfill, feed, again, state, reason, counted, bounded }: BackfillStep,
  counts: BackfillCounts,
  now: number,
): Promise<void> {
  const isOver = state === 'succeeded' || state === 'failed' || state === 'cancelled';
  await db
    .updateTable('sluice_backfill')
    .set({
      state,
      reason: writeOptionalDocument(reason),
      position: feed.at(-1)?.fireTime ?? row.position,
      started_at: row.started_at ?? (feed.length + again.length > 0 ? now : null),
      ended_at: isOver ? (row.ended_at ?? now) : null,
      // What is paused is looked at again when somebody lets it go on.
      is_open: (isOver || state === 'paused') && counts.open === 0 ? 0 : openMark(row.cursor_after),
      version: backfill.version + 1,
      counts: writeDocument(counts),
      ...(counted === undefined ? {} : { total: counted.total, artefact_digest: counted.artefactDigest }),
      ...(bounded === undefined ? {} : { artefact_digest: bounded.artefact.digest }),
    })
    .where('id', '=', row.id)
    .execute();
}
