import type { FireRequest } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Moves a deployment's clock past a fire. Only while the deployment still has the artefact that the
 * next time was computed from: a schedule that was changed meanwhile keeps its own next time, and the
 * scheduler comes round again. Returns whether it has it; undefined where no next time is given.
 */
export async function moveClock(transaction: Transaction, request: FireRequest): Promise<boolean | undefined> {
  const { key, fireTime, nextFireTime } = request;
  const deployment = transaction.db
    .updateTable('sluice_deployment')
    .where('project', '=', key.project)
    .where('environment', '=', key.environment)
    .where('pipeline', '=', key.pipeline);
  let moved: boolean | undefined;
  if (nextFireTime !== undefined) {
    const { numUpdatedRows } = await deployment
      .set({ next_fire_time: nextFireTime, due_at: null })
      .where('artefact_digest', '=', request.artefactDigest)
      .where('state', '=', 'active')
      .executeTakeFirst();
    moved = numUpdatedRows > 0n;
  }
  // a range of cursor values stands for no fire
  if (fireTime < 0) return moved;
  await deployment
    .set({ last_fire_time: fireTime })
    .where((where) => where.or([where('last_fire_time', 'is', null), where('last_fire_time', '<', fireTime)]))
    .execute();
  return moved;
}
