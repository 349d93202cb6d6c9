import type { DeploymentKey } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';

const CHUNK = 500;

/** The rows of these deployments, as far as there are any, locked in sorted order; by event key. */
export async function lockDeployments(
  transaction: Transaction,
  keys: readonly DeploymentKey[],
): Promise<ReadonlyMap<string, DeploymentTable>> {
  const groups = new Map<string, DeploymentKey[]>();
  for (const key of keys) {
    const name = JSON.stringify([key.project, key.environment]);
    const group = groups.get(name) ?? [];
    group.push(key);
    groups.set(name, group);
  }
  const rows = new Map<string, DeploymentTable>();
  for (const name of [...groups.keys()].sort()) {
    for (const part of chunks(groups.get(name) ?? [], CHUNK)) {
      const [first] = part;
      if (first === undefined) continue;
      const found = await transaction.db
        .selectFrom('sluice_deployment')
        .selectAll()
        .where('project', '=', first.project)
        .where('environment', '=', first.environment)
        .where(
          'pipeline',
          'in',
          part.map((key) => key.pipeline),
        )
        .orderBy('pipeline')
        .forUpdate()
        .execute();
      for (const row of found) rows.set(eventKey(row), row);
    }
  }
  return rows;
}
