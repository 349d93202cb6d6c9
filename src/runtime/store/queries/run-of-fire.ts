import type { FireRequest } from '../../ports/index.ts';
import { writeDocument, writeOptionalDocument } from '../document.ts';
import type { EventDraft } from '../events/append-events.ts';
import { LEADER } from '../events/event-actors.ts';
import { runEvent } from '../events/run-event.ts';
import type { RunTable } from '../schema.ts';
import type { RunClaim } from './claim-columns.ts';

/** The row of a fire's run before anybody has claimed it. */
export function runOfFire(request: FireRequest, runId: string, { columns }: RunClaim, now: number): RunTable {
  return {
    id: runId,
    ...request.key,
    fire_time: request.fireTime,
    previous_fire_time: request.previousFireTime,
    trigger_kind: request.trigger,
    artefact_digest: request.artefactDigest,
    ...columns,
    state: request.state,
    reason: writeOptionalDocument(request.reason),
    parameters: writeDocument(request.parameters),
    bound_values: '{}',
    created_at: now,
    started_at: null,
    finished_at: request.state === 'skipped' || request.state === 'failed' ? now : null,
    earlier_attempts: 0,
    // Claims go by this: the oldest fire first, whenever it was recorded.
    not_before: Math.min(request.fireTime, now),
    metrics: '{}',
    cursor_before: null,
    cursor_after: null,
    executor: null,
    claimed_until: null,
    cancel_requested_at: null,
    cancel_actor: null,
  };
}

/** What is told of that row when it is made. */
export function fireEvent(row: RunTable, request: FireRequest, now: number): EventDraft {
  return runEvent(row, {
    to: request.state,
    at: now,
    reason: request.reason,
    actor: request.actor ?? LEADER,
    more: { trigger: request.trigger, ...(request.backfill === undefined ? {} : { backfill: request.backfill }) },
  });
}
