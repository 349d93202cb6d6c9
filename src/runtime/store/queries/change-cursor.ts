import { AUDIT_TOPIC, type AuditEvent, type CursorChange, type CursorOutcome } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import type { Transaction } from '../transaction.ts';
import { wasAppended } from './append-audit.ts';
import { makeCursor, putCursor } from './put-cursor.ts';
import { BY_HAND, cursorRow } from './read-cursor.ts';

/** Puts a pipeline's position elsewhere, where it still is what the person has seen. */
export async function changeCursor(
  transaction: Transaction,
  change: CursorChange,
  now: number,
): Promise<CursorOutcome> {
  const { key, from, to } = change;
  const told = eventOf(change);
  const present = await cursorRow(transaction.db, key).forUpdate().executeTakeFirst();
  // a repetition after an unclear commit finds its own work
  if (present?.value === to && transaction.repeated && (await wasAppended(transaction, told, now)))
    return { outcome: 'changed' };
  if (present?.value !== from) return { outcome: 'moved', found: present?.value };
  if (from === to) return { outcome: 'unchanged' };
  if (to === undefined) await removeRow(transaction, key);
  else {
    const position = { value: to, fire_time: present?.fire_time ?? 0, run_id: BY_HAND, updated_at: now };
    if (present !== undefined) await putCursor(transaction, key, position);
    // a run has made the row in between
    else if (!(await makeCursor(transaction, key, position)))
      return { outcome: 'moved', found: (await cursorRow(transaction.db, key).executeTakeFirst())?.value };
  }
  await appendEvents(transaction, [{ topic: AUDIT_TOPIC, at: now, ...told }]);
  return { outcome: 'changed' };
}

function eventOf({ key, from, to, why, actor }: CursorChange): AuditEvent {
  return {
    key: eventKey(key),
    type: to === undefined ? 'cursor.reset' : 'cursor.set',
    data: {
      ...key,
      actor,
      cursor: { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
      ...(why === undefined ? {} : { why }),
    },
  };
}

async function removeRow({ db }: Transaction, { project, environment, pipeline }: CursorChange['key']): Promise<void> {
  await db
    .deleteFrom('sluice_cursors')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('pipeline', '=', pipeline)
    .execute();
}
