import { AUDIT_TOPIC, type AuditEvent } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { canonicalJson } from '../../../compiler/index.ts';
import type { Transaction } from '../transaction.ts';

/** Writes a fact that no other method writes. */
export async function appendAudit(transaction: Transaction, event: AuditEvent, now: number): Promise<void> {
  if (transaction.repeated && (await wasAppended(transaction, event, now))) return;
  await appendEvents(transaction, [{ topic: AUDIT_TOPIC, at: now, ...event }]);
}

/** Whether an earlier try of this very call was committed although it seemed to fail. */
export async function wasAppended(transaction: Transaction, event: AuditEvent, now: number): Promise<boolean> {
  const rows = await transaction.db
    .selectFrom('sluice_event')
    .select('data')
    .where('topic', '=', AUDIT_TOPIC)
    .where('event_key', '=', event.key)
    .where('type', '=', event.type)
    .where('at', '=', now)
    .execute();
  return rows.some((row) => row.data === canonicalJson(event.data));
}
