import type { DeploymentTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { upsertRows, type Upsert } from './write-rows.ts';

const CLOCKS: Upsert<'sluice_deployment'> = {
  table: 'sluice_deployment',
  key: ['project', 'environment', 'pipeline'],
  changing: ['next_fire_time', 'due_at', 'last_fire_time'],
};

/** Writes the clocks of deployments that are there, are locked by us and are given whole. */
export function moveClocks(db: Reader, deployments: readonly DeploymentTable[]): Promise<void> {
  return upsertRows(db, CLOCKS, deployments);
}
