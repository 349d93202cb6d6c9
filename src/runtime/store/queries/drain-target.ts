import { AUDIT_TOPIC, type DrainRequest, type EventType } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { environmentKey } from '../events/event-key.ts';
import type { DrainTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';

/** Puts on record that a process or a host takes no new runs. False = it was so already, and is now with this reason. */
export async function drainTarget(transaction: Transaction, request: DrainRequest, now: number): Promise<boolean> {
  const { target, actor, reason, handOver = false } = request;
  const wanted: DrainTable = {
    target,
    hand_over: handOver ? 1 : 0,
    reason: reason ?? null,
    actor,
    asked_at: now,
  };
  const before = await lockDrain(transaction.db, target);
  // Tried again after an unclear commit, it is as this very call has left it.
  if (before !== undefined && before.asked_at === now && before.actor === actor) return transaction.repeated;
  await transaction.db.replaceInto('sluice_drain').values(wanted).execute();
  await tell(transaction, 'executor.drained', request, now);
  return before === undefined;
}

/** The process or host takes runs again. False = it was not drained. */
export async function undrainTarget(transaction: Transaction, request: DrainRequest, now: number): Promise<boolean> {
  const before = await lockDrain(transaction.db, request.target);
  if (before === undefined) return transaction.repeated;
  await transaction.db.deleteFrom('sluice_drain').where('target', '=', request.target).execute();
  await tell(transaction, 'executor.undrained', request, now);
  return true;
}

function lockDrain(db: Reader, target: string): Promise<DrainTable | undefined> {
  return db.selectFrom('sluice_drain').selectAll().where('target', '=', target).forUpdate().executeTakeFirst();
}

/** That a process is not drained any more because it is not there any more. */
export function tellUndrained(transaction: Transaction, request: DrainRequest, now: number): Promise<void> {
  return tell(transaction, 'executor.undrained', request, now, {
    code: 'EXECUTOR_GONE',
    message: 'it was not heard of for a day',
  });
}

async function tell(
  transaction: Transaction,
  type: EventType,
  request: DrainRequest,
  now: number,
  cause?: { readonly code: string; readonly message: string },
): Promise<void> {
  const { target, actor, reason, handOver, project, environment } = request;
  const key = environmentKey(project, environment);
  const why = reason === undefined ? cause : { code: 'ON_REQUEST', message: reason };
  const data = { project, environment, executor: target, actor, handOver, reason: why };
  await appendEvents(transaction, [{ topic: AUDIT_TOPIC, key, type, at: now, data }]);
}
