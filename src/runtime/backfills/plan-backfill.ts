import {
  backfillCautions,
  backfillRefusal,
  LARGE_BACKFILL,
  LARGEST_BACKFILL,
  type Artefact,
} from '../../compiler/index.ts';
import { wordsOf, type Message } from '../../message/index.ts';
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

/** Runs of one backfill at a time, at most. */
const MOST_AT_A_TIME = 100;

export interface BackfillDependencies {
  readonly store: Store;
  readonly clock: Clock;
  readonly random: Random;
}

/** The fires that somebody wants run after the fact, and how. */
export interface BackfillRequest {
  /** `A..B` in fire times or days, or `bizdate` in days of data: exactly one of the two. */
  readonly fire?: string;
  readonly bizdate?: string;
  /** Default 1. */
  readonly concurrency?: number;
  /** Default oldest first. */
  readonly order?: FireOrder;
  /** Default `stop`. */
  readonly onFailure?: 'stop' | 'continue';
  readonly allowDuplicates?: boolean;
  /** More than {@link LARGE_BACKFILL} fires are meant. */
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
  readonly artefactDigest: string;
  /** By its last runs; absent = none has succeeded yet. */
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
    throw invalid(`${concurrency} runs at a time cannot be`, `from 1 to ${MOST_AT_A_TIME} can`);
  const refusal = backfillRefusal(artefact, allowDuplicates);
  if (refusal !== undefined) throw told(refusal.problem, refusal.help);
  const range = rangeOf(artefact.pipeline, request, clock.now());
  const { first, last, count } = fires(artefact, range, request.large === true);
  const estimate = await estimateRuns(store, key, { total: count, concurrency });
  return {
    ...range,
    concurrency,
    order,
    onFailure,
    allowDuplicates,
    total: count,
    first,
    last,
    onRecord: await store.recordedFires(key, range),
    artefactDigest: deployment.artefactDigest,
    ...(estimate === undefined ? {} : { estimate }),
    cautions: backfillCautions(artefact).map((caution) => wordsOf(caution)),
  };
}

function rangeOf(
  { schedule }: { readonly schedule: Schedule },
  { fire, bizdate }: BackfillRequest,
  now: number,
): FireRange {
  const [kind, text]: readonly [RangeKind, string | undefined] =
    bizdate === undefined ? ['fire', fire] : ['bizdate', bizdate];
  if (text === undefined || (fire !== undefined && bizdate !== undefined))
    throw invalid('a backfill has a range of fire times or of bizdates, and one of them', 'give `fire` or `bizdate`');
  const read = readFireRange(kind, text, schedule.timeZone);
  if (read.range === undefined) throw told(read.problem, read.help);
  if (read.range.to <= now) return read.range;
  // The rest of the present day counts for nothing where no fire of it is to come.
  const due = previousFireTime(schedule, now + 1);
  if (countFires(schedule, { from: Math.max(now + 1, read.range.from), to: read.range.to }, 1).count === 0)
    return { from: read.range.from, to: Math.max(read.range.from, now) };
  throw invalid(
    `the range ends in the future: a backfill is of fires that are over`,
    due === undefined ? 'it has not fired yet' : `the last fire until now is ${new Date(due).toISOString()}`,
  );
}

function fires({ pipeline: { name, schedule } }: Artefact, range: FireRange, isLarge: boolean): Required<FireCount> {
  const { count, isMore, first, last } = countFires(schedule, range, LARGEST_BACKFILL);
  if (first === undefined || last === undefined) {
    const before = previousFireTime(schedule, range.from);
    throw invalid(
      `\`${name}\` has no fire in the range`,
      before === undefined
        ? `\`sluice next ${name}\` shows when it fires`
        : `the fire before it is ${new Date(before).toISOString()}`,
    );
  }
  if (isMore)
    throw invalid(
      `the range has more than ${LARGEST_BACKFILL.toLocaleString('en')} fires`,
      'ask for it in parts, one after the other',
    );
  if (count > LARGE_BACKFILL && !isLarge)
    throw invalid(
      `the range has ${count.toLocaleString('en')} fires, more than ${LARGE_BACKFILL.toLocaleString('en')}`,
      'add `--large` (`"large": true`) where that is meant',
    );
  return { count, isMore, first, last };
}

function told(problem: Message, help: Message): OperatingError {
  return invalid(wordsOf(problem), wordsOf(help));
}

function invalid(message: string, help: string): OperatingError {
  return new OperatingError('INVALID_REQUEST', message, { retryable: false, help });
}
