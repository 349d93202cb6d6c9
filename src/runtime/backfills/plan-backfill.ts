import {
  backfillCautions,
  backfillRefusal,
  LARGEST_BACKFILL,
  type Artefact,
  type CompiledArtefact,
  type ValueRange,
} from '../../compiler/index.ts';
import { wordsOf } from '../../message/index.ts';
import {
  countFires,
  previousFireTime,
  readFireRange,
  type FireCount,
  type FireOrder,
  type FireRange,
  type RangeKind,
  type Schedule,
} from '../../time/index.ts';
import { OperatingError } from '../errors.ts';
import { notDeployed } from '../pause-pipelines.ts';
import type { Clock, DeploymentKey, Random, Store } from '../ports/index.ts';
import { estimateRuns, type RunEstimate } from './estimate-runs.ts';
import { estimateValues } from './estimate-values.ts';
import { planValues } from './plan-values.ts';
import { refusedBackfill, refuseTooMany, toldRefusal } from './refused-backfill.ts';

/** Runs of one backfill at a time, at most. */
const MOST_AT_A_TIME = 100;

export interface BackfillDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

/** What somebody wants run after the fact, and how. */
export interface BackfillRequest {
  /** `A..B` in fire times or days, or `bizdate` in days of data, or `cursor` in values of its column: exactly one of them. */
  readonly fire?: string;
  readonly bizdate?: string;
  readonly cursor?: string;
  /** With `cursor`: how much of the range one run reads; absent = all. */
  readonly chunk?: string;
  /** Default 1. */
  readonly concurrency?: number;
  /** Default oldest first. */
  readonly order?: FireOrder;
  /** Default `stop`. */
  readonly onFailure?: 'stop' | 'continue';
  readonly allowDuplicates?: boolean;
  /** More than `LARGE_BACKFILL` runs are meant. */
  readonly large?: boolean;
}

/** What a backfill would do. */
export interface PlannedBackfill extends FireRange {
  readonly concurrency: number;
  readonly order: FireOrder;
  readonly onFailure: 'stop' | 'continue';
  readonly allowDuplicates: boolean;
  readonly total: number;
  /** Its first and its last fire, UTC milliseconds. */
  readonly first: number;
  readonly last: number;
  /** How many of the fires are on record: their runs get one more attempt. */
  readonly onRecord: number;
  /** In place of fires; all times above stand for none then. */
  readonly values?: ValueRange;
  readonly artefactDigest: string;
  /** Of a range of values: what its runs are of. */
  readonly bounded?: CompiledArtefact;
  /** By its last runs; absent = none says it yet. */
  readonly estimate?: RunEstimate;
  readonly cautions: readonly string[];
}

/**
 * What a backfill would do, without doing it. Throws NOT_FOUND where nothing of the name is deployed, INVALID_REQUEST where the range
 * is none, has no fires, lies in the future or is too large, and where the pipeline cannot be backfilled; STORE_UNREACHABLE.
 */
export async function planBackfill(
  { store, clock }: Pick<BackfillDependencies, 'store' | 'clock'>,
  key: DeploymentKey,
  request: BackfillRequest,
  now = clock.now(),
): Promise<PlannedBackfill> {
  const deployment = await store.getDeployment(key);
  if (deployment === undefined || deployment.state === 'deleted') throw await notDeployed(store, key);
  const artefact = (await store.getArtefact(deployment.artefactDigest))?.artefact;
  if (artefact === undefined)
    throw new OperatingError('NOT_FOUND', `the artefact of \`${key.pipeline}\` is not in the store`, {
      retryable: false,
      help: 'put the store back from a backup, or change the pipeline so that it is deployed anew',
    });
  const { allowDuplicates = false, concurrency = 1, order = 'oldest-first', onFailure = 'stop' } = request;
  if (!Number.isSafeInteger(concurrency) || concurrency < 1 || concurrency > MOST_AT_A_TIME)
    throw refusedBackfill(`${concurrency} runs at a time cannot be`, `from 1 to ${MOST_AT_A_TIME} can`);
  const { cursor, chunk } = request;
  if (chunk !== undefined && cursor === undefined)
    throw refusedBackfill('`chunk` is of a range of cursor values', 'give `cursor` with it, or leave it out');
  const refusal = backfillRefusal(artefact, allowDuplicates, cursor === undefined ? 'fires' : 'values');
  if (refusal !== undefined) throw toldRefusal(refusal);
  const how = { concurrency, order, onFailure, allowDuplicates, artefactDigest: deployment.artefactDigest };
  if (cursor !== undefined && (request.fire ?? request.bizdate) === undefined) {
    const planned = planValues(artefact, { ...request, cursor }, now);
    const { total, values } = planned;
    const places = { from: -total, to: -1, first: -total, last: -1 };
    const type = artefact.pipeline.incremental?.type ?? '';
    const estimate = await estimateValues(store, key, { values, type, total, concurrency });
    return { ...how, ...places, ...planned, onRecord: 0, ...(estimate === undefined ? {} : { estimate }) };
  }
  const range = rangeOf(artefact.pipeline, request, now);
  const { first, last, count } = fires(artefact, range, request.large === true);
  const estimate = await estimateRuns(store, key, { total: count, concurrency });
  return {
    ...how,
    ...range,
    total: count,
    first,
    last,
    onRecord: await store.recordedFires(key, range),
    ...(estimate === undefined ? {} : { estimate }),
    cautions: backfillCautions(artefact).map((caution) => wordsOf(caution)),
  };
}

function rangeOf(
  { schedule }: { readonly schedule: Schedule },
  { fire, bizdate, cursor }: BackfillRequest,
  now: number,
): FireRange {
  const [kind, text]: readonly [RangeKind, string | undefined] =
    bizdate === undefined ? ['fire', fire] : ['bizdate', bizdate];
  if (text === undefined || cursor !== undefined || (fire !== undefined && bizdate !== undefined))
    throw refusedBackfill(
      'a backfill has a range of fire times, of bizdates or of cursor values, and one of them',
      'give `fire`, `bizdate` or `cursor`',
    );
  const read = readFireRange(kind, text, schedule.timeZone);
  if (read.range === undefined) throw toldRefusal(read);
  if (read.range.to <= now) return read.range;
  // The rest of the present day counts for nothing where no fire of it is to come.
  const due = previousFireTime(schedule, now + 1);
  if (countFires(schedule, { from: Math.max(now + 1, read.range.from), to: read.range.to }, 1).count === 0)
    return { from: read.range.from, to: Math.max(read.range.from, now) };
  throw refusedBackfill(
    `the range ends in the future: a backfill is of fires that are over`,
    due === undefined ? 'it has not fired yet' : `the last fire until now is ${new Date(due).toISOString()}`,
  );
}

function fires({ pipeline: { name, schedule } }: Artefact, range: FireRange, isLarge: boolean): Required<FireCount> {
  const { count, isMore, first, last } = countFires(schedule, range, LARGEST_BACKFILL);
  if (first === undefined || last === undefined) {
    const before = previousFireTime(schedule, range.from);
    throw refusedBackfill(
      `\`${name}\` has no fire in the range`,
      before === undefined
        ? `\`sluice next ${name}\` shows when it fires`
        : `the fire before it is ${new Date(before).toISOString()}`,
    );
  }
  if (isMore)
    throw refusedBackfill(
      `the range has more than ${LARGEST_BACKFILL.toLocaleString('en')} fires`,
      'ask for it in parts, one after the other',
    );
  refuseTooMany(count, isLarge, 'fires');
  return { count, isMore, first, last };
}
