import type { DeploymentKey } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';

/** Sets the clock of an active deployment. */
export async function setNextFireTime(
  transaction: Transaction,
  key: DeploymentKey,
  nextFireTime: number | undefined,
): Promise<void> {
  await transaction.db
    .updateTable('sluice_deployment')
    .set({ next_fire_time: nextFireTime ?? null, due_at: null })
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline)
    .where('state', '=', 'active')
    .execute();
}
