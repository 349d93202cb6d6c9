import type { Scope } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { LEADER } from '../events/event-actors.ts';
import type { Transaction } from '../transaction.ts';
import { endOf, pauseOf } from './pause-of.ts';
import { conditionEvent, removeConditions } from './set-conditions.ts';

/** Ends pauses whose time is over. One that a person has prolonged meanwhile stays. */
export async function resumeDue(
  transaction: Transaction,
  scope: Scope,
  pipelines: readonly string[],
  now: number,
): Promise<void> {
  for (const pipeline of [...pipelines].sort()) {
    const pause = await pauseOf(transaction.db, { ...scope, pipeline });
    const end = pause === undefined ? undefined : endOf(pause);
    if (pause === undefined || end === undefined || end > now) continue;
    await removeConditions(transaction, [pause]);
    const event = conditionEvent(pause, 'deployment.unpaused', LEADER, now);
    const reason = { code: 'PAUSE_OVER', message: 'the time that it was paused for is over' };
    await appendEvents(transaction, [{ ...event, data: { ...event.data, actor: LEADER, reason } }]);
  }
}
