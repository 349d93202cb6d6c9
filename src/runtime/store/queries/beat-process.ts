import type { Expression } from 'kysely';
import type { Drain, ProcessFacts } from '../../ports/index.ts';
import type { Reader } from '../transaction.ts';
import { toDrain } from './list-processes.ts';

/** Notes that a process lives, and tells how it is drained. */
export async function beatProcess(
  db: Reader,
  facts: ProcessFacts,
  seenAt: number | Expression<number>,
): Promise<Drain | undefined> {
  const { name, host, version, project, environment, roles, labels = [], startedAt, drained } = facts;
  await db
    .replaceInto('sluice_process')
    .values({
      name,
      host,
      version,
      project,
      environment,
      roles: roles.join(','),
      labels: labels.join(','),
      started_at: startedAt,
      seen_at: seenAt,
      drained: drained ? 1 : 0,
    })
    .execute();
  const rows = await db.selectFrom('sluice_drain').selectAll().where('target', 'in', [name, host]).execute();
  const row = rows.find(({ target }) => target === name) ?? rows[0];
  return row === undefined ? undefined : toDrain(row);
}
