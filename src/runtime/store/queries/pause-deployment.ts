import {
  leaderLease,
  schedulerLease,
  type Condition,
  type PauseOutcome,
  type PauseRequest,
} from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { isToldBefore } from './is-told-before.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { endOf, pauseOf } from './pause-of.ts';
import { conditionEvent, putConditions } from './set-conditions.ts';

/**
 * Pauses a deployment. The rows of both fences are locked, always in this order: a fire that the scheduler is about to record is on
 * record before, or is not. Who pauses again without a word leaves what was said; another reason or end takes its place.
 * A repetition after an unclear commit leaves what others have decided since.
 */
export async function pauseDeployment(
  transaction: Transaction,
  { key, why, until, actor }: PauseRequest,
  now: number,
): Promise<PauseOutcome> {
  await lockLease(transaction, leaderLease(key));
  await lockLease(transaction, schedulerLease(key));
  const row = (await lockDeployments(transaction, [key])).get(eventKey(key));
  if (await isToldBefore(transaction, key, { type: 'deployment.paused', actor, now })) return 'paused';
  if (row === undefined || row.state === 'deleted') return 'absent';
  const present = await pauseOf(transaction.db, key);
  const isSame =
    present !== undefined &&
    (why === undefined || why === present.details?.['why']) &&
    (until === undefined || until === endOf(present));
  if (isSame) return 'paused-already';
  const condition: Condition = {
    ...key,
    type: 'paused',
    subject: '',
    reason: 'PAUSED',
    message: messageOf(actor, why, until),
    since: present?.since ?? now,
    generation: row.generation,
    details: { actor, ...(why === undefined ? {} : { why }), ...(until === undefined ? {} : { until }) },
  };
  await putConditions(transaction, [condition]);
  await appendEvents(transaction, [conditionEvent(condition, 'deployment.paused', actor, now)]);
  return 'paused';
}

function messageOf(actor: string, why: string | undefined, until: number | undefined): string {
  const end = until === undefined ? 'until `sluice resume`' : `until ${new Date(until).toISOString()}`;
  return `paused by ${actor} ${end}${why === undefined ? '' : `: ${why}`}`;
}
