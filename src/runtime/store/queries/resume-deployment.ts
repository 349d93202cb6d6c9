import { leaderLease, schedulerLease, type ResumeOutcome, type ResumeRequest } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { isToldBefore } from './is-told-before.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { pauseOf } from './pause-of.ts';
import { conditionEvent, removeConditions } from './set-conditions.ts';

/**
 * Lets a paused deployment go on. Its clock stood still meanwhile, so that the scheduler sees what it missed, unless it is put on. A
 * repetition after an unclear commit leaves what others have decided since.
 */
export async function resumeDeployment(
  transaction: Transaction,
  { key, clock, actor }: ResumeRequest,
  now: number,
): Promise<ResumeOutcome> {
  await lockLease(transaction, leaderLease(key));
  await lockLease(transaction, schedulerLease(key));
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  if (await isToldBefore(transaction, key, { type: 'deployment.unpaused', actor, now })) return 'resumed';
  if (row === undefined || row.state === 'deleted') return 'absent';
  const present = await pauseOf(transaction.db, key);
  if (present === undefined) return 'not-paused';
  if (clock !== undefined && clock.digest !== row.artefact_digest) return 'changed';
  if (clock !== undefined && row.state === 'active') {
    await transaction.db
      .updateTable('sluice_deployment')
      .set({ next_fire_time: clock.nextFireTime ?? null, due_at: null })
      .where('project', '=', key.project)
      .where('environment', '=', key.environment)
      .where('pipeline', '=', key.pipeline)
      .execute();
  }
  await removeConditions(transaction, [present]);
  const event = conditionEvent(present, 'deployment.unpaused', actor, now);
  const data = {
    ...event.data,
    generation: row.generation,
    actor,
    reason: { code: 'RESUMED', message: 'a person lets it go on' },
    skipsMissed: clock !== undefined,
  };
  await appendEvents(transaction, [{ ...event, data }]);
  return 'resumed';
}
