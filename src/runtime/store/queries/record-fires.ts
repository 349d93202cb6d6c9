import type { FireRequest, NewFire, RecordedFire, RunRecord, Scope } from '../../ports/index.ts';
import { appendEvents } from '../events/append-events.ts';
import { eventKey } from '../events/event-key.ts';
import { toRunRecord } from '../records.ts';
import type { DeadlineTable, DeploymentTable, RunTable } from '../schema.ts';
import type { Reader, Transaction } from '../transaction.ts';
import { claimsOf } from './claim-columns.ts';
import { lockDeployments } from './lock-deployments.ts';
import { moveClocks } from './move-clocks.ts';
import { deadlineOf, putDeadlines } from './put-deadline.ts';
import { fireEvent, runOfFire } from './run-of-fire.ts';
import { refuseBesideOthers } from './refuse-beside.ts';
import { withAttempts } from './with-attempts.ts';
import { insertRows } from './write-rows.ts';

interface PlainFire {
  readonly row: RunTable;
  readonly request: FireRequest;
  readonly deployment: DeploymentTable;
  readonly deadline: DeadlineTable | undefined;
}

/**
 * Puts fires of one scope on record by a number of statements that does not grow with them, as far as there is nothing to be said about
 * them: their pipelines are active, not paused, and have the artefact that they were found to be due by. The clocks move in the same
 * transaction. By run id; of what is not in the answer nothing was written, and it is to be recorded alone.
 * Throws where a fire is on record under another run id, or one that is to be alone is not: then none of them is written.
 *
 * @param mayBeDone A transaction with these fires may have been committed before.
 */
export async function recordFires(
  transaction: Transaction,
  fires: readonly NewFire[],
  now: number,
  mayBeDone: boolean,
): Promise<ReadonlyMap<string, RecordedFire>> {
  const { db } = transaction;
  const [first] = fires;
  if (first === undefined) return new Map();
  const scope = first.request.key;
  const deployments = await lockDeployments(
    transaction,
    fires.map(({ request }) => request.key),
  );
  const paused = await pausedPipelines(db, scope);
  const done = mayBeDone ? await runsByIds(db, fires) : [];
  const doneIds = new Set(done.map((run) => run.id));
  const digests = [...new Set(fires.map(({ request }) => request.artefactDigest))];
  const claims = await claimsOf(transaction, digests, now);

  const plain = fires.flatMap(({ request, runId }): PlainFire[] => {
    const deployment = deployments.get(eventKey(request.key));
    const claim = claims.get(request.artefactDigest);
    const isPlain =
      !doneIds.has(runId) &&
      request.actor === undefined &&
      request.nextFireTime !== undefined &&
      deployment?.state === 'active' &&
      deployment.artefact_digest === request.artefactDigest &&
      !paused.has(request.key.pipeline);
    if (!isPlain || claim === undefined) return [];
    const row = runOfFire(request, runId, claim, now);
    return [
      {
        row,
        request,
        deployment,
        deadline: deadlineOf(row, claim.startingDeadline, { now, dueTime: request.dueTime }),
      },
    ];
  });
  await insertRows(
    db,
    'sluice_run',
    plain.map(({ row }) => row),
  );
  await putDeadlines(
    transaction,
    plain.map(({ deadline }) => deadline),
  );
  await appendEvents(
    transaction,
    plain.map(({ row, request }) => fireEvent(row, request, now)),
  );
  const lone = plain.filter(({ request }) => request.isAlone === true);
  await refuseBesideOthers(transaction, {
    scope,
    pipelines: lone.map(({ row }) => row.pipeline),
    own: lone.map(({ row }) => row.id),
  });
  await moveClocks(
    db,
    plain.map(({ request, deployment }) => ({
      ...deployment,
      next_fire_time: request.nextFireTime ?? null,
      due_at: null,
      last_fire_time: Math.max(request.fireTime, deployment.last_fire_time ?? request.fireTime),
    })),
  );
  return new Map([
    ...done.map((run): [string, RecordedFire] => [run.id, { run, created: true }]),
    ...plain.map(({ row }): [string, RecordedFire] => [row.id, { run: toRunRecord(row, []), created: true }]),
  ]);
}

/** Few are: all of the scope are fewer to read than those of the fires are to be asked for. */
async function pausedPipelines(db: Reader, { project, environment }: Scope): Promise<ReadonlySet<string>> {
  const rows = await db
    .selectFrom('sluice_condition')
    .select('pipeline')
    .where('project', '=', project)
    .where('environment', '=', environment)
    .where('type', '=', 'paused')
    .execute();
  return new Set(rows.map((row) => row.pipeline));
}

async function runsByIds(db: Reader, fires: readonly NewFire[]): Promise<readonly RunRecord[]> {
  const asked = new Map(fires.map(({ request, runId }) => [runId, request]));
  const rows = await db
    .selectFrom('sluice_run')
    .selectAll()
    .where('id', 'in', [...asked.keys()])
    .execute();
  const ours = rows.filter((row) => asked.get(row.id)?.fireTime === row.fire_time);
  return withAttempts(db, ours);
}
