import { AUDIT_TOPIC, FINAL_RUN_STATES, type ReopenRequest, type RunRecord } from '../../ports/index.ts';
import { readDocument, writeDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { claimOf } from './claim-columns.ts';
import { keepMissed } from './keep-missed.ts';
import { noteRequest } from './done-requests.ts';
import { lockRun } from './lock-run.ts';
import { refuseBeside } from './refuse-beside.ts';
import { withAttempts } from './with-attempts.ts';

const AUDIT_TYPE = 'run.rerun-requested';

/** Puts a run that is over back to `scheduled`, at a person's wish; see the port for what is kept. */
export async function reopenRun(
  transaction: Transaction,
  runId: string,
  request: ReopenRequest,
  now: number,
): Promise<{ readonly run: RunRecord; readonly reopened: boolean } | undefined> {
  const row = await lockRun(transaction, runId);
  if (row === undefined) return undefined;
  const [run] = await withAttempts(transaction.db, [row]);
  if (run === undefined) return undefined;
  if (transaction.repeated && (await wasReopened(transaction, row, now))) return { run, reopened: true };
  if (!FINAL_RUN_STATES.includes(run.state)) return { run, reopened: false };
  if (run.state === 'succeeded' && request.again !== true) return { run, reopened: false };
  if (request.isAlone === true)
    await refuseBeside(transaction, { key: row, fireTime: row.fire_time, isAsked: request.backfill === undefined });
  await keepMissed(transaction, row, now);
  const digest = request.artefactDigest ?? row.artefact_digest;
  const { columns } = await claimOf(transaction, digest, now);
  const changed = {
    state: 'scheduled',
    reason: null,
    artefact_digest: digest,
    ...columns,
    parameters: request.parameters === undefined ? row.parameters : writeDocument(request.parameters),
    started_at: null,
    finished_at: null,
    earlier_attempts: run.attempts.at(-1)?.number ?? 0,
    not_before: Math.min(row.fire_time, now),
    metrics: '{}',
    cursor_after: null,
    cancel_requested_at: null,
    cancel_actor: null,
  };
  await transaction.db.updateTable('sluice_run').set(changed).where('id', '=', runId).execute();
  await transaction.db.deleteFrom('sluice_deadline').where('run_id', '=', runId).execute();
  const next = { ...row, ...changed };
  await appendEvents(transaction, [
    requested(next, request, now),
    runEvent(next, {
      from: row.state,
      to: 'scheduled',
      at: now,
      actor: request.actor,
      more: {
        previousArtefactDigest: digest === row.artefact_digest ? undefined : row.artefact_digest,
        backfill: request.backfill,
      },
    }),
  ]);
  if (request.once !== undefined)
    await noteRequest(transaction, run, request.once, { runId, outcome: 'reopened' }, now);
  return { run: (await withAttempts(transaction.db, [next]))[0] ?? run, reopened: true };
}

/** A person's action: it belongs to the audit topic. */
function requested(row: RunTable, request: ReopenRequest, now: number): EventDraft {
  return {
    topic: AUDIT_TOPIC,
    key: eventKey(row),
    type: AUDIT_TYPE,
    at: now,
    data: {
      run: row.id,
      project: row.project,
      environment: row.environment,
      pipeline: row.pipeline,
      fireTime: row.fire_time,
      artefactDigest: row.artefact_digest,
      attempts: row.earlier_attempts,
      again: request.again === true,
      ...(request.duringFreeze === true ? { duringFreeze: true } : {}),
      backfill: request.backfill,
      actor: request.actor,
    },
  };
}

/** Whether an earlier try of this very call was committed although it seemed to fail. */
async function wasReopened(transaction: Transaction, row: RunTable, now: number): Promise<boolean> {
  const events = await transaction.db
    .selectFrom('sluice_event')
    .select('data')
    .where('topic', '=', AUDIT_TOPIC)
    .where('event_key', '=', eventKey(row))
    .where('type', '=', AUDIT_TYPE)
    .where('at', '=', now)
    .execute();
  return events.some((event) => readDocument<{ readonly run?: unknown }>(event.data).run === row.id);
}
