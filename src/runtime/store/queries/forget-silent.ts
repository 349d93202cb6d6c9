import { RECONCILER } from '../events/event-actors.ts';
import type { Transaction } from '../transaction.ts';
import { tellUndrained } from './drain-target.ts';

/** So long after its last word a process is forgotten: until then a drain of it can be told of, and undone. */
const FORGOTTEN_MS = 24 * 60 * 60_000;

/**
 * Forgets processes that were not heard of for a day, by the time that their signs of life go by. With a process goes
 * the drain of it: no other will have its name. That of a host stays, for what is started there later.
 */
export async function forgetSilent(transaction: Transaction, heardAt: number, now: number): Promise<void> {
  const { db } = transaction;
  const before = heardAt - FORGOTTEN_MS;
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
