import {
  AUDIT_TOPIC,
  leaderLease,
  type ReviewedChanges,
  type ReviewedOutcome,
  type SourceStatus,
  type StateDifference,
} from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { environmentKey, eventKey } from '../events/event-key.ts';
import type { DeploymentTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { applyChanges } from './apply-changes.ts';
import { isInForce } from './is-in-force.ts';
import { lockDeployments } from './lock-deployments.ts';
import { lockLease } from './lock-lease.ts';
import { setSourceStatus } from './set-source-status.ts';
import { sourceStatus } from './source-status.ts';

/**
 * Makes a person's changes where everything is as they saw it. The row of the leader's fence is locked, not raised: what a
 * leader writes waits for the end of this, so that also a name which is not deployed yet cannot be taken in between, and no
 * leader puts the folder in the place of plans.
 */
export async function applyReviewed(
  transaction: Transaction,
  reviewed: ReviewedChanges,
  now: number,
): Promise<ReviewedOutcome> {
  const { project, environment, changes, expected, actor, seal, revision } = reviewed;
  await lockLease(transaction, leaderLease(reviewed));
  const rows = await lockDeployments(
    transaction,
    [...expected.keys()].map((pipeline) => ({ project, environment, pipeline })),
  );
  const recorded = (pipeline: string): DeploymentTable | undefined =>
    rows.get(eventKey({ project, environment, pipeline }));
  // a repetition after an unclear commit finds its own work
  const before = await sourceStatus(transaction.db, project, environment);
  if (changes.every((change) => isInForce(change, recorded))) {
    // who reviewed it wants just this: it is no longer a rollback that keeps it
    if (before?.kind === 'apply')
      await applyChanges(transaction, changes, { revision, actor, plan: seal, now, pins: 'end' });
    return { outcome: transaction.repeated ? 'applied' : 'applied-already' };
  }
  if (before !== undefined && before.kind !== 'apply') return { outcome: 'folder' };
  const differences = [...expected].flatMap(([pipeline, digest]): readonly StateDifference[] => {
    const row = recorded(pipeline);
    const found = row === undefined || row.state === 'deleted' ? undefined : row.artefact_digest;
    return found === digest ? [] : [{ pipeline, expected: digest, found }];
  });
  if (differences.length > 0) return { outcome: 'refused', differences };
  await applyChanges(transaction, changes, { revision, actor, plan: seal, now, pins: 'end' });
  await appendEvents(transaction, [
    {
      topic: AUDIT_TOPIC,
      key: environmentKey(project, environment),
      type: 'plan.applied',
      at: now,
      data: { project, environment, plan: seal, revision, actor, changes: changes.length },
    },
  ]);
  const status: SourceStatus = {
    project,
    environment,
    kind: 'apply',
    revision,
    state: 'synced',
    diagnostics: [],
    files: 0,
    pipelines: await liveDeployments(transaction, project, environment),
    checkedAt: now,
  };
  await setSourceStatus(transaction, status, actor);
  return { outcome: 'applied' };
}

async function liveDeployments({ db }: Transaction, project: string, environment: string): Promise<number> {
  const { live } = await db
    .selectFrom('sluice_deployment')
    .select((select) => select.fn.countAll<number | bigint | string>().as('live'))
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('state', '<>', 'deleted')
    .executeTakeFirstOrThrow();
  return Number(live);
}
