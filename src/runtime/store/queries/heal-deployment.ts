import type { DeploymentKey } from '../../ports/index.ts';
import { RECONCILER } from '../events/event-actors.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { deploymentByEvents } from './deployments-by-events.ts';
import { lockDeployments } from './lock-deployments.ts';
import { rewriteDeployment } from './rewrite-deployment.ts';

/**
 * Makes a deployment what its newest event says that it is, under a new generation. False where it is so already, or where the
 * artefact that it says is not stored.
 */
export async function healDeployment(
  transaction: Transaction,
  key: DeploymentKey,
  nextFireTime: number | undefined,
  now: number,
): Promise<boolean> {
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  const recorded = await deploymentByEvents(transaction.db, key);
  if (row === undefined || recorded === undefined) return false;
  const { artefactDigest, state } = recorded;
  if (row.artefact_digest === artefactDigest && row.state === state && row.generation === recorded.generation)
    return false;
  const artefact = await transaction.db
    .selectFrom('sluice_artefact')
    .select('digest')
    .where('digest', '=', artefactDigest)
    .executeTakeFirst();
  if (artefact === undefined) return false;
  const generation = Math.max(row.generation, recorded.generation) + 1;
  const keepsClock = row.state === state && row.artefact_digest === artefactDigest;
  const next: DeploymentTable = {
    ...row,
    generation,
    observed_generation: generation,
    artefact_digest: artefactDigest,
    state,
    next_fire_time: state !== 'active' ? null : keepsClock ? row.next_fire_time : (nextFireTime ?? null),
    due_at: null,
    applied_at: now,
  };
  await rewriteDeployment(transaction, row, next, {
    type: 'drift.healed',
    actor: RECONCILER,
    reason: { code: 'ROW_EDITED', message: 'somebody had edited its row; it is what its last event says again' },
  });
  return true;
}
