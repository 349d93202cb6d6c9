import {
  leaderLease,
  schedulerLease,
  type Condition,
  type Pin,
  type RollbackOutcome,
  type RollbackRequest,
} from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { applyChanges } from './apply-changes.ts';
import { deploymentByEvents } from './deployments-by-events.ts';
import { getDeployment } from './get-deployment.ts';
import { endPins } from './hold-to-pins.ts';
import { isToldBefore } from './is-told-before.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { pinOf } from './pins.ts';
import { putConditions } from './set-conditions.ts';

const REASON = { code: 'ROLLED_BACK', message: 'a person has put back a version that it had' };

/**
 * Deploys an earlier version and pins it against the one that it takes the place of. The rows of both fences are locked, always in
 * this order: what a reconciler or a scheduler writes is written before, or sees what is written here.
 */
export async function rollBackDeployment(
  transaction: Transaction,
  request: RollbackRequest,
  now: number,
): Promise<RollbackOutcome> {
  const { key, compiled, nextFireTime, revision, to, seen, why, actor } = request;
  await lockLease(transaction, leaderLease(key));
  await lockLease(transaction, schedulerLease(key));
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  const overtakenOr = async (outcome: 'absent' | 'changed'): Promise<RollbackOutcome> => {
    const isTold = await isToldBefore(transaction, key, { type: 'deployment.rolled-back', actor, now });
    return { outcome: isTold ? 'overtaken' : outcome };
  };
  if (row === undefined || row.state === 'deleted') return overtakenOr('absent');
  // a repetition after an unclear commit finds its own work
  const isOwn = row.generation === seen + 1 && row.applied_at === now && row.artefact_digest === compiled.digest;
  if (transaction.repeated && isOwn) return written(transaction, request);
  if (row.generation !== seen) return overtakenOr('changed');
  if (row.artefact_digest === compiled.digest) return { outcome: 'present' };
  const pin = await pinOf(transaction.db, key);
  const refused = pin ?? (await refusedNow(transaction, request, row));
  await applyChanges(transaction, [{ kind: 'deploy', key, compiled, nextFireTime }], {
    revision,
    actor,
    now,
    pins: 'leave',
    reason: REASON,
    told: {
      type: 'deployment.rolled-back',
      data: { fromGeneration: seen, toGeneration: to, ...(why === undefined ? {} : { why }) },
    },
  });
  if (pin !== undefined && pin.refused === compiled.digest) {
    const ended = await endPins(transaction, [key], new Map([[key.pipeline, pin]]), { actor, reason: REASON, now });
    await appendEvents(transaction, ended);
  } else {
    await putConditions(transaction, [pinnedBy(request, refused, pin?.condition.since ?? now)]);
  }
  return written(transaction, request);
}

/** What its events say that it is: a row that somebody has edited is not what the desired state has. */
async function refusedNow(
  { db }: Transaction,
  { key }: RollbackRequest,
  row: DeploymentTable,
): Promise<Pick<Pin, 'refused' | 'refusedRevision'>> {
  const recorded = await deploymentByEvents(db, key);
  return { refused: recorded?.artefactDigest ?? row.artefact_digest, refusedRevision: row.revision };
}

function pinnedBy(
  { key, to, seen, why, actor }: RollbackRequest,
  { refused, refusedRevision }: Pick<Pin, 'refused' | 'refusedRevision'>,
  since: number,
): Condition {
  return {
    ...key,
    type: 'pinned',
    subject: '',
    reason: REASON.code,
    message: `rolled back to generation ${to} by ${actor}${why === undefined ? '' : `: ${why}`}; what the desired state has is not deployed until it changes, or \`sluice rollback --undo\``,
    since,
    generation: seen + 1,
    details: { actor, refused, refusedRevision, toGeneration: to, ...(why === undefined ? {} : { why }) },
  };
}

async function written({ db }: Transaction, { key }: RollbackRequest): Promise<RollbackOutcome> {
  const deployment = await getDeployment(db, key);
  return deployment === undefined ? { outcome: 'absent' } : { outcome: 'rolled-back', deployment };
}
