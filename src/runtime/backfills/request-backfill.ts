import { OperatingError } from '../errors.ts';
import { refuseLongReason } from '../long-reason.ts';
import { notDeployed } from '../pause-pipelines.ts';
import type { BackfillRecord, DeploymentKey } from '../ports/index.ts';
import { planBackfill, type BackfillDependencies, type BackfillRequest } from './plan-backfill.ts';

/** A {@link BackfillRequest} that is to be done. */
export interface DoneBackfillRequest extends BackfillRequest {
  /** How many runs the person saw: nothing is done where there are others by now. Absent = however many. */
  readonly runs?: number;
  /** Of the file of the project that says it. */
  readonly name?: string;
  /** In the person's words. */
  readonly why?: string;
  /** For the audit. */
  readonly actor: string;
}

/**
 * Puts a backfill on record; whoever schedules takes it from there. Throws as {@link planBackfill}, and STORE_CONFLICT where another
 * unfinished one of the pipeline has a part of its range, or it is not what the person saw any more.
 */
export async function requestBackfill(
  dependencies: BackfillDependencies,
  key: DeploymentKey,
  request: DoneBackfillRequest,
): Promise<BackfillRecord> {
  const { store, clock, random } = dependencies;
  const { runs, name, why, actor } = request;
  refuseLongReason(why);
  const now = clock.now();
  const planned = await planBackfill(dependencies, key, request, now);
  if (runs !== undefined && runs !== planned.total) throw changed(key);
  const { from, to, order, concurrency, allowDuplicates, onFailure, total, artefactDigest, values, bounded } = planned;
  const wish = {
    project: key.project,
    environment: key.environment,
    pipeline: key.pipeline,
    id: random.id(now),
    from,
    to,
    order,
    concurrency,
    allowDuplicates,
    onFailure,
    actor,
    ...(name === undefined ? {} : { name }),
    ...(why === undefined ? {} : { why }),
    ...(values === undefined ? {} : { values }),
  };
  const made = await store.createBackfill(
    { wish, total, artefactDigest, ...(bounded === undefined ? {} : { bounded }) },
    now,
  );
  switch (made.outcome) {
    case 'created':
      return made.backfill;
    case 'overlapping':
      throw new OperatingError(
        'STORE_CONFLICT',
        values === undefined
          ? `backfill ${made.other.id} of \`${key.pipeline}\` is ${made.other.state} and has fires of this range`
          : `backfill ${made.other.id} of \`${key.pipeline}\` is ${made.other.state} and has cursor values of this range`,
        {
          retryable: false,
          help: `wait for its end, or \`sluice backfill cancel ${made.other.id}\``,
        },
      );
    case 'changed':
      throw changed(key);
    case 'absent':
      throw await notDeployed(store, key);
    default:
      return made satisfies never;
  }
}

function changed({ pipeline }: DeploymentKey): OperatingError {
  return new OperatingError('STORE_CONFLICT', `\`${pipeline}\` has changed meanwhile; nothing was done`, {
    retryable: false,
    help: 'look at what it would do by now, and ask again',
  });
}
