import type { RunReason, RunRecord, Scope } from '../../ports/index.ts';
import { writeDocument } from '../document.ts';
import { appendEvents } from '../events/append-events.ts';
import { LEADER } from '../events/event-actors.ts';
import { runEvent } from '../events/run-event.ts';
import type { Transaction } from '../transaction.ts';
import { withAttempts } from './with-attempts.ts';

const UNCLAIMED = ['scheduled', 'waiting'];

/** Ends the runs of a scope that nobody has claimed in time, the longest overdue first; of those that wait only `waiting`, where given. */
export async function endOverdue(
  transaction: Transaction,
  { project, environment }: Scope,
  reason: RunReason,
  now: number,
  limit: number,
  waiting?: readonly string[],
): Promise<{ readonly ended: readonly RunRecord[]; readonly looked: number }> {
  const { db } = transaction;
  const overdue = await db
    .selectFrom('sluice_deadline')
    .select('run_id')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('start_by', '<=', now)
    .orderBy('start_by')
    .limit(limit)
    .execute();
  const ids = overdue.map(({ run_id: id }) => id);
  if (ids.length === 0) return { ended: [], looked: 0 };
  const locked = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('id', 'in', ids)
    .where('state', 'in', UNCLAIMED)
    .orderBy('id')
    .forUpdate()
    .execute();
  // A person may have had a run done again before it was locked, which ends its deadline; from now on nobody can.
  const still = await db.selectFrom('sluice_deadline').select('run_id').where('run_id', 'in', ids).execute();
  const late = new Set(still.map(({ run_id: id }) => id));
  const endable = waiting && new Set(waiting);
  const left = new Set(
    locked.filter(({ id, state }) => state === 'waiting' && endable?.has(id) === false).map(({ id }) => id),
  );
  const rows = locked.filter(({ id }) => late.has(id) && !left.has(id));
  const ended = { state: 'skipped', reason: writeDocument(reason), finished_at: now };
  if (rows.length > 0) {
    const unclaimed = rows.map(({ id }) => id);
    await db.updateTable('sluice_run').set(ended).where('id', 'in', unclaimed).execute();
  }
  const over = ids.filter((id) => !left.has(id));
  if (over.length > 0) await db.deleteFrom('sluice_deadline').where('run_id', 'in', over).execute();
  await appendEvents(
    transaction,
    rows.map((row) => runEvent(row, { from: row.state, to: 'skipped', at: now, reason, actor: LEADER })),
  );
  return {
    ended: await withAttempts(
      db,
      rows.map((row) => ({ ...row, ...ended })),
    ),
    looked: ids.length,
  };
}
