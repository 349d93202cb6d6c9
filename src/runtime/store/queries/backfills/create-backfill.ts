import type { BackfillCounts, BackfillCreation, NewBackfill } from '../../../ports/index.ts';
import { writeDocument } from '../../document.ts';
import { appendEvents } from '../../events/append-events.ts';
import { eventKey } from '../../events/event-key.ts';
import type { BackfillTable } from '../../schema.ts';
import type { Transaction } from '../../transaction.ts';
import { lockDeployments } from '../lock-deployments.ts';
import { putArtefacts } from '../put-artefacts.ts';
import { backfillEvent } from './backfill-event.ts';
import { withCounts } from './backfill-records.ts';
import { freePlaces } from './free-places.ts';
import { openMark } from './open-mark.ts';
import { overlappingBackfill } from './overlapping-backfill.ts';

const NO_FIRES: BackfillCounts = { open: 0, again: 0, succeeded: 0, failed: 0 };

/** Puts a backfill on record. The row of its deployment is locked: of two of one range that are asked for at once, one is. */
export async function createBackfill(
  transaction: Transaction,
  { wish, total, artefactDigest, bounded }: NewBackfill,
  now: number,
): Promise<BackfillCreation> {
  const { db } = transaction;
  const deployment = (await lockDeployments(transaction, [wish])).get(eventKey(wish));
  const present = await db.selectFrom('sluice_backfill').selectAll().where('id', '=', wish.id).executeTakeFirst();
  if (present !== undefined) return created(transaction, present);
  if (deployment === undefined || deployment.state === 'deleted') return { outcome: 'absent' };
  if (deployment.artefact_digest !== artefactDigest) return { outcome: 'changed' };
  const other = await overlappingBackfill(db, wish, artefactDigest);
  if (other !== undefined) return { outcome: 'overlapping', other };
  const { values } = wish;
  const range = values === undefined ? wish : await freePlaces(db, wish, total);
  if (bounded !== undefined) await putArtefacts(transaction, [bounded], now);
  const row: BackfillTable = {
    id: wish.id,
    project: wish.project,
    environment: wish.environment,
    pipeline: wish.pipeline,
    name: wish.name ?? null,
    range_from: range.from,
    range_to: range.to,
    fire_order: wish.order,
    concurrency: wish.concurrency,
    allow_duplicates: wish.allowDuplicates ? 1 : 0,
    on_failure: wish.onFailure,
    actor: wish.actor,
    why: wish.why ?? null,
    state: 'waiting',
    reason: null,
    position: null,
    cursor_after: values?.after ?? null,
    cursor_until: values?.until ?? null,
    chunk: values?.chunk ?? null,
    total,
    artefact_digest: bounded?.digest ?? artefactDigest,
    is_open: openMark(values),
    created_at: now,
    started_at: null,
    ended_at: null,
    version: 1,
    counts: writeDocument(NO_FIRES),
  };
  await db.insertInto('sluice_backfill').values(row).execute();
  const { actor, why } = wish;
  await appendEvents(transaction, [backfillEvent(row, { type: 'backfill.created', actor, at: now, why })]);
  return created(transaction, row);
}

async function created({ db }: Transaction, row: BackfillTable): Promise<BackfillCreation> {
  const [backfill] = await withCounts(db, [row]);
  return backfill === undefined ? { outcome: 'absent' } : { outcome: 'created', backfill };
}
