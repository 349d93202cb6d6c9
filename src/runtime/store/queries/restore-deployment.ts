import {
  leaderLease,
  type Condition,
  type DeploymentKey,
  type RestoreOutcome,
  type RestoreRequest,
} from '../../ports/index.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import { getDeployment } from './get-deployment.ts';
import { isToldBefore } from './is-told-before.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { rewriteDeployment } from './rewrite-deployment.ts';
import { putConditions } from './set-conditions.ts';
import { sourceStatus } from './source-status.ts';

/** Why it is there: as an event says it, and as the condition does that keeps it. */
const REASON = { code: 'RESTORED', message: 'a person has brought it back' };
const KEPT =
  'it was deleted and brought back; it stays until the desired state has it again, or `sluice prune` deletes it';

/**
 * Makes a deleted deployment live as it was, under a new generation. What it missed meanwhile is not made up for. A repetition after an
 * unclear commit leaves what others have decided since.
 */
export async function restoreDeployment(
  transaction: Transaction,
  { key, state, nextFireTime, actor }: RestoreRequest,
  now: number,
): Promise<RestoreOutcome> {
  await lockLease(transaction, leaderLease(key));
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  if (row === undefined) return { outcome: 'absent' };
  if (await isToldBefore(transaction, key, { type: 'deployment.restored', actor, now }))
    return written(transaction, key, 'restored');
  if (row.state !== 'deleted') return written(transaction, key, 'live');
  const to = await nameSince(transaction.db, key, row.applied_at);
  if (to !== undefined) return { outcome: 'moved', to };
  const generation = row.generation + 1;
  const next: DeploymentTable = {
    ...row,
    generation,
    observed_generation: generation,
    state,
    next_fire_time: state === 'active' ? (nextFireTime ?? null) : null,
    due_at: null,
    applied_at: now,
  };
  await rewriteDeployment(transaction, row, next, { type: 'deployment.restored', actor, reason: REASON });
  // where reviewed plans alone change what is deployed, nobody would delete it again
  if ((await sourceStatus(transaction.db, key.project, key.environment))?.kind !== 'apply') {
    const kept: Condition = {
      ...key,
      type: 'restored',
      subject: '',
      reason: REASON.code,
      message: KEPT,
      since: now,
      generation,
      details: { actor },
    };
    await putConditions(transaction, [kept]);
  }
  return written(transaction, key, 'restored');
}

async function written({ db }: Transaction, key: DeploymentKey, outcome: 'restored' | 'live'): Promise<RestoreOutcome> {
  const deployment = await getDeployment(db, key);
  return deployment === undefined ? { outcome: 'absent' } : { outcome, deployment };
}

/** The name under which a pipeline goes on that was deleted by a move; its clock and its cursor went with it. */
async function nameSince(db: Reader, key: DeploymentKey, deletedAt: number): Promise<string | undefined> {
  const row = await db
    .selectFrom('sluice_former_name')
    .select('pipeline')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('former', '=', key.pipeline)
    .where('moved_at', '>=', deletedAt)
    .executeTakeFirst();
  return row?.pipeline;
}
