import { AUDIT_TOPIC, FINAL_RUN_STATES, type RunReason } from '../../ports/index.ts';
import { writeDocument } from '../document.ts';
import { appendEvents, type EventDraft } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';
import { lockRun } from './lock-run.ts';

/** Notes the wish to stop a run; one that nobody holds is cancelled here. False = unknown or ended. */
export async function requestCancel(
  transaction: Transaction,
  runId: string,
  actor: string,
  now: number,
): Promise<boolean> {
  const row = await lockRun(transaction, runId);
  if (row === undefined) return false;
  if (row.cancel_requested_at !== null) return transaction.repeated || !isFinal(row);
  if (isFinal(row)) return false;
  const held = HELD_STATES.some((state) => state === row.state);
  const reason: RunReason = { code: 'JOB_CANCELLED', message: 'stopped on request before it started' };
  await transaction.db
    .updateTable('sluice_run')
    .set({
      cancel_requested_at: now,
      cancel_actor: actor,
      ...(held ? {} : { state: 'cancelled', finished_at: now, reason: writeDocument(reason) }),
    })
    .where('id', '=', runId)
    .execute();
  const cancelled = held ? [] : [runEvent(row, { from: row.state, to: 'cancelled', at: now, reason, actor })];
  await appendEvents(transaction, [requested(row, actor, now), ...cancelled]);
  return true;
}

function isFinal(row: RunTable): boolean {
  return FINAL_RUN_STATES.some((state) => state === row.state);
}

/** A person's action: it belongs to the audit topic. */
function requested(row: RunTable, actor: string, now: number): EventDraft {
  return {
    topic: AUDIT_TOPIC,
    key: eventKey(row),
    type: 'run.cancel-requested',
    at: now,
    data: {
      run: row.id,
      project: row.project,
      environment: row.environment,
      pipeline: row.pipeline,
      fireTime: row.fire_time,
      state: row.state,
      actor,
    },
  };
}
