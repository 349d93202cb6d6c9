import type { Drain, ProcessFacts } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';
import { toDrain } from './list-processes.ts';

/** So long after its last word a process is forgotten: until then a drain of it can be told of, and undone. */
const FORGOTTEN_MS = 24 * 60 * 60_000;

/** Notes that a process lives, forgets those that do not, and tells how it is drained. */
export async function beatProcess(
  { db }: Transaction,
  facts: ProcessFacts,
  seenAt: number,
): Promise<Drain | undefined> {
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
  await db
    .deleteFrom('sluice_process')
    .where('seen_at', '<', seenAt - FORGOTTEN_MS)
    .execute();
  const rows = await db.selectFrom('sluice_drain').selectAll().where('target', 'in', [name, host]).execute();
  const row = rows.find(({ target }) => target === name) ?? rows[0];
  return row === undefined ? undefined : toDrain(row);
}
