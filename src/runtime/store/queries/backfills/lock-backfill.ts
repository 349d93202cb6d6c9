import type { DeploymentKey } from '../../../ports/index.ts';
import type { BackfillTable, DeploymentTable } from '../../schema.ts';
import { eventKey } from '../../events/event-key.ts';
import type { Transaction } from '../../transaction.ts';
import { lockDeployments } from '../lock-deployments.ts';

/** A backfill and its pipeline's deployment, both locked until the transaction ends. */
export interface LockedBackfill {
  readonly row: BackfillTable;
  readonly deployment: DeploymentTable | undefined;
}

/**
 * The row of a backfill, locked after its deployment, always in this order; undefined = there is none, or its pipeline was moved to
 * another name in between.
 */
export async function lockBackfill(transaction: Transaction, id: string): Promise<LockedBackfill | undefined> {
  const read = transaction.db.selectFrom('sluice_backfill').selectAll().where('id', '=', id);
  const found = await read.executeTakeFirst();
  if (found === undefined) return undefined;
  const key: DeploymentKey = {
    project: found.project,
    environment: found.environment,
    pipeline: found.pipeline,
  };
  const deployment = (await lockDeployments(transaction, [key])).get(eventKey(key));
  const row = await read.forUpdate().executeTakeFirst();
  return row?.pipeline === found.pipeline ? { row, deployment } : undefined;
}
