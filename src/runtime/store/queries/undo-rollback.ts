import { leaderLease, schedulerLease, type UndoRollbackOutcome, type UndoRollbackRequest } from '../../ports/index.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { applyChanges } from './apply-changes.ts';
import { getDeployment } from './get-deployment.ts';
import { isToldBefore } from './is-told-before.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { pinOf } from './pins.ts';

const REASON = { code: 'ROLLBACK_UNDONE', message: 'a person has undone its rollback' };

/** Deploys what a pin refuses, and ends the pin; under the same locks as the rollback was made. */
export async function undoRollback(
  transaction: Transaction,
  { key, compiled, nextFireTime, actor }: UndoRollbackRequest,
  now: number,
): Promise<UndoRollbackOutcome> {
  await lockLease(transaction, leaderLease(key));
  await lockLease(transaction, schedulerLease(key));
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  const overtakenOr = async (outcome: 'absent' | 'changed' | 'not-pinned'): Promise<UndoRollbackOutcome> => {
    const isTold = await isToldBefore(transaction, key, { type: 'deployment.unpinned', actor, now });
    return { outcome: isTold ? 'overtaken' : outcome };
  };
  if (row === undefined || row.state === 'deleted') return overtakenOr('absent');
  const pin = await pinOf(transaction.db, key);
  // a repetition after an unclear commit finds its own work
  const isOwn = row.applied_at === now && row.artefact_digest === compiled.digest;
  if (pin === undefined && !(transaction.repeated && isOwn)) return overtakenOr('not-pinned');
  if (pin !== undefined && pin.refused !== compiled.digest) return overtakenOr('changed');
  if (pin !== undefined)
    await applyChanges(transaction, [{ kind: 'deploy', key, compiled, nextFireTime }], {
      revision: pin.refusedRevision,
      actor,
      now,
      pins: 'end',
      reason: REASON,
    });
  const deployment = await getDeployment(transaction.db, key);
  return deployment === undefined ? { outcome: 'absent' } : { outcome: 'undone', deployment };
}
