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
  // a repetition after an unclear commit finds its own work, or the event of it: then a pin by now is of a newer rollback
  const isOwn = row?.applied_at === now && row.artefact_digest === compiled.digest && row.state !== 'deleted';
  if (!isOwn && (await isToldBefore(transaction, key, { type: 'deployment.unpinned', actor, now })))
    return { outcome: 'overtaken' };
  if (row === undefined || row.state === 'deleted') return { outcome: 'absent' };
  const pin = await pinOf(transaction.db, key);
  if (pin === undefined && !(transaction.repeated && isOwn)) return { outcome: 'not-pinned' };
  if (pin !== undefined && pin.refused !== compiled.digest) return { outcome: 'changed' };
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
