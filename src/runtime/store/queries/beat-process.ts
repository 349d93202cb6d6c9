import type { Drain, ProcessFacts } from '../../ports/index.ts';
import { RECONCILER } from '../events/event-actors.ts';
import type { Transaction } from '../transaction.ts';
import { tellUndrained } from './drain-target.ts';
import { toDrain } from './list-processes.ts';

/** So long after its last word a process is forgotten: until then a drain of it can be told of, and undone. */
const FORGOTTEN_MS = 24 * 60 * 60_000;

/** Notes that a process lives, forgets those that do not, and tells how it is drained. */
export async function beatProcess(
  transaction: Transaction,
  facts: ProcessFacts,
  seenAt: number,
  now: number,
): Promise<Drain | undefined> {
  const { db } = transaction;
  const { name, host, version, project, environment, roles, startedAt, drained } = facts;
  await db
    .replaceInto('sluice_process')
    .values({
      name,
      host,
      version,
      project,
      environment,
      roles: roles.join(','),
      started_at: startedAt,
      seen_at: seenAt,
      drained: drained ? 1 : 0,
    })
    .execute();
  await forgetSilent(transaction, seenAt - FORGOTTEN_MS, now);
  const rows = await db.selectFrom('sluice_drain').selectAll().where('target', 'in', [name, host]).execute();
  const row = rows.find(({ target }) => target === name) ?? rows[0];
  return row === undefined ? undefined : toDrain(row);
}

/** With a process goes the drain of it: no other will have its name. That of a host stays, for what is started there later. */
async function forgetSilent(transaction: Transaction, before: number, now: number): Promise<void> {
  const { db } = transaction;
  const silent = await db.selectFrom('sluice_process').selectAll().where('seen_at', '<', before).execute();
  if (silent.length === 0) return;
  await db.deleteFrom('sluice_process').where('seen_at', '<', before).execute();
  for (const { name: target, project, environment } of silent) {
    const ended = await db.deleteFrom('sluice_drain').where('target', '=', target).executeTakeFirst();
    // of two that forget the same one tells
    if (ended.numDeletedRows === 0n) continue;
    await tellUndrained(transaction, { target, actor: RECONCILER, project, environment }, now);
  }
}
