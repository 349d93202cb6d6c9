import type { Drain, ProcessRecord } from '../../ports/index.ts';
import type { DrainTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { HELD_STATES } from './held-states.ts';

/** All processes, by host and name, with what each holds and how it is drained. */
export async function listProcesses(db: Reader, at: number): Promise<readonly ProcessRecord[]> {
  const rows = await db.selectFrom('sluice_process').selectAll().orderBy('host').orderBy('name').execute();
  const drains = new Map((await listDrains(db)).map((drain) => [drain.target, drain]));
  const held = new Map(
    (
      await db
        .selectFrom('sluice_run')
        .select((select) => ['executor', select.fn.countAll<number | string>().as('runs')])
        .where('state', 'in', HELD_STATES)
        .groupBy('executor')
        .execute()
    ).map(({ executor, runs }) => [executor, Number(runs)]),
  );
  return rows.map(({ roles, labels, started_at: startedAt, seen_at: seenAt, drained, ...row }) => ({
    ...row,
    roles: roles.split(',').filter(Boolean),
    labels: labels.split(',').filter(Boolean),
    startedAt,
    drained: drained === 1,
    silentMs: Math.max(0, at - seenAt),
    held: held.get(row.name) ?? 0,
    drain: drains.get(row.name) ?? drains.get(row.host),
  }));
}

/** Everything that is drained, whether a process of it is there or not. */
export async function listDrains(db: Reader): Promise<readonly Drain[]> {
  return (await db.selectFrom('sluice_drain').selectAll().orderBy('target').execute()).map(toDrain);
}

export function toDrain({ target, hand_over, reason, actor, asked_at }: DrainTable): Drain {
  return { target, handOver: hand_over === 1, reason: reason ?? undefined, actor, askedAt: asked_at };
}
