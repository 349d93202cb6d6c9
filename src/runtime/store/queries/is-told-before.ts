import { AUDIT_TOPIC, type DeploymentKey, type EventType } from '../../ports/index.ts';
import { readDocument } from '../document.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';

/**
 * Whether a try of this very write was committed although nobody heard of it: the write may have been overtaken since, but the event
 * that tells it stays. Always false at the first try.
 */
export async function isToldBefore(
  { db, repeated }: Transaction,
  key: DeploymentKey,
  written: { readonly type: EventType; readonly actor: string; readonly now: number },
): Promise<boolean> {
  if (!repeated) return false;
  const events = await db
    .selectFrom('sluice_event')
    .select('data')
    .where('topic', '=', AUDIT_TOPIC)
    .where('event_key', '=', eventKey(key))
    .where('type', '=', written.type)
    .where('at', '=', written.now)
    .execute();
  return events.some(({ data }) => readDocument<{ readonly actor?: string }>(data).actor === written.actor);
}
