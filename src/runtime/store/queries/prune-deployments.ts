import {
  leaderLease,
  type Condition,
  type PruneOutcome,
  type PruneRequest,
  type RunReason,
} from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';
import { applyChanges } from './apply-changes.ts';
import { isToldBefore } from './is-told-before.ts';
import { listConditions } from './list-conditions.ts';
import { lockLease } from './lock-lease.ts';
import { removeConditions } from './set-conditions.ts';
import { sourceStatus } from './source-status.ts';

/** Why a deployment is deleted that was held, or that a person had restored. */
const CONFIRMED: RunReason = { code: 'PRUNE_CONFIRMED', message: 'a person has confirmed that it is to go' };

/**
 * Deletes what is held for a person's yes, as a whole or not at all. The row of the leader's fence is locked, as for reviewed
 * changes: what is held cannot become another set in between, nor the desired state unreadable.
 */
export async function pruneDeployments(
  transaction: Transaction,
  request: PruneRequest,
  now: number,
): Promise<PruneOutcome> {
  const { project, environment, pipelines, actor } = request;
  const place = { project, environment };
  await lockLease(transaction, leaderLease(place));
  if (await isDone(transaction, request, now)) return { outcome: 'pruned' };
  const status = await sourceStatus(transaction.db, project, environment);
  const conditions = await listConditions(transaction.db, place);
  const held = conditions.filter(({ type }) => type === 'delete-held');
  const wanted = new Set(pipelines);
  if (request.isAll && (held.length !== wanted.size || held.some(({ pipeline }) => !wanted.has(pipeline))))
    return { outcome: 'changed' };
  const going = conditions.filter(
    ({ type, pipeline }) => (type === 'delete-held' || type === 'restored') && wanted.has(pipeline),
  );
  const known = new Set(going.map(({ pipeline }) => pipeline));
  const unheld = pipelines.filter((pipeline) => !known.has(pipeline));
  if (unheld.length > 0) return { outcome: 'not-held', pipelines: unheld };
  const reason = whyNot(going, request.isAll, status?.state);
  if (reason !== undefined) return { outcome: 'refused', reason };
  await applyChanges(
    transaction,
    [...known].map((pipeline) => ({ kind: 'delete', key: { ...place, pipeline } })),
    { revision: status?.revision ?? '', actor, now, reason: CONFIRMED },
  );
  await removeConditions(transaction, going);
  return { outcome: 'pruned' };
}

/** A yes counts for what a person could see to be gone: not for what cannot be read at the moment, and not for a mistake of all at once. */
function whyNot(going: readonly Condition[], isAll: boolean, source: string | undefined): RunReason | undefined {
  const held = going.filter(({ type }) => type === 'delete-held');
  if (held.length === 0) return undefined;
  if (source === 'unreadable')
    return {
      code: 'SOURCE_UNREADABLE',
      message: 'the desired state cannot be read at the moment, so that nobody can tell whether they are still gone',
    };
  if (source === 'broken')
    return {
      code: 'SOURCE_BROKEN',
      message: 'files with errors may hide what seems gone: mend them, so that it shows whether it still is',
    };
  const reason = (code: string): Condition | undefined => held.find((condition) => condition.reason === code);
  if (reason('DELETE_HELD_NEVER') !== undefined)
    return {
      code: 'DELETE_HELD_NEVER',
      message: 'the policy of the project is `prune: never`: change it first, and what is gone can go',
    };
  if (isAll && reason('DELETE_HELD_EMPTY') !== undefined)
    return {
      code: 'DELETE_HELD_EMPTY',
      message:
        'the project has no pipeline left, which is a mistake more often than not: name each of those that are to go',
    };
  return undefined;
}

/** A try of it was committed before, as a whole: what others have brought back since stays. */
async function isDone(
  transaction: Transaction,
  { project, environment, pipelines: [pipeline], actor }: PruneRequest,
  now: number,
): Promise<boolean> {
  if (pipeline === undefined) return false;
  return isToldBefore(transaction, { project, environment, pipeline }, { type: 'deployment.deleted', actor, now });
}
