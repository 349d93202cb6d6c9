import type { BoundJob } from '../../../compiler/index.ts';
import { runsOnSession } from '../../../engine-versions/index.ts';
import { OperatingError } from '../../errors.ts';
import { createFlinkRest, type Fetch, type FlinkJobDetail, type FlinkRest } from '../../flink/index.ts';
import type { Clock, Engine, LaunchRequest, Observation, Random, Secrets } from '../../ports/index.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import {
  createSeenJobs,
  MISSING_MS,
  failureReason,
  jobName,
  lookAtCluster,
  ownerStamp,
  stateOf,
} from '../flink-jobs/index.ts';
import { isPlainObject, type PlainObject } from '../json-fields.ts';
import {
  counterMetrics,
  exceptionReason,
  judgeCounters,
  outputScrubber,
  readSyncJob,
  syncJobWithoutSecrets,
} from '../launcher/index.ts';
import { askClusters } from './ask-clusters.ts';
import { createClusterJars } from './cluster-jar.ts';
import { addsRows, endDoubled } from './doubled-rows.ts';
import { createFindJobJar } from './job-jar.ts';
import type { SessionDialect } from './session-dialect.ts';
import { createSessionPlaces } from './session-places.ts';
import { submitSessionJob } from './submit-session-job.ts';

/** What the engine is made of. */
export interface SessionEngineOptions {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  /** Takes every secret that this process has resolved out of a text. */
  readonly scrub: (line: string) => string;
  readonly fetch?: Fetch;
  /** How long the id of a job is looked up after an unclear answer to its submission. */
  readonly unclearMs?: number;
  /** How long a job that was seen may be missing (a JobManager that fails over) before it counts as lost. */
  readonly missingMs?: number;
}

/**
 * Runs FlinkX and ChunJun jobs on a Flink session cluster through its REST API alone: no Java on this host. Where the
 * cluster is stands in sluice.yaml, or YARN is asked for it, which may give it another address any time. Jobs
 * outlive the executor; the job id is the one reserved, and any executor that reaches the cluster goes on with them.
 */
export function createSessionEngine(dialect: SessionDialect, options: SessionEngineOptions): Engine {
  const { secrets, clock, random, unclearMs = 120_000, missingMs = MISSING_MS } = options;
  const shared = { clock, ...(options.fetch === undefined ? {} : { fetch: options.fetch }) };
  const scrubberOf = outputScrubber(secrets, options.scrub);
  const seen = createSeenJobs(clock, missingMs);
  const findJar = createFindJobJar(dialect);
  const clusterJar = createClusterJars();

  const configOf = async (engine: BoundJob['engine']): Promise<PlainObject> => {
    const { json } = await fillLaunchValues(secrets, engine);
    return isPlainObject(json) ? json : {};
  };
  const places = createSessionPlaces(clock, options.fetch);
  const restAt = (url: string): FlinkRest => createFlinkRest({ ...shared, url });
  /** {@link askClusters} of every cluster that may have a job of the engine. */
  const askEach = async <T extends object>(
    { artefact, job }: LaunchRequest,
    ask: (rest: FlinkRest) => Promise<T | undefined>,
  ): Promise<T | 'unknown' | 'no-cluster'> => {
    const { mode } = artefact.engine;
    const config = await configOf(job.engine);
    const { urls, doubts } = await places.all(mode, config);
    try {
      return await askClusters({ rests: urls.map(restAt), doubts }, ask);
    } catch (thrown) {
      places.forget(mode, config);
      throw thrown;
    }
  };

  return {
    type: dialect.type,
    outlivesExecutor: true,
    pollMs: 1_000,

    reserve: () => ({ id: random.hex(32) }),

    async submit(request, ref, jobLog) {
      const { version, mode } = request.artefact.engine;
      requireVersion(dialect, version, mode);
      const config = await configOf(request.job.engine);
      const rest = restAt(await places.one(mode, config));
      const job = await readSyncJob(secrets, request.job);
      const jar = await findJar(config);
      const { project, environment } = request.artefact;
      const programArguments = dialect.programArguments({
        job,
        name: jobName(request),
        ownerStamp: ownerStamp({ project, environment }),
        url: rest.url,
        merged: jar.merged,
        home: jar.home,
      });
      await submitSessionJob({
        rest,
        clock,
        clusterJar,
        jar,
        run: { entryClass: dialect.entryClass, programArguments, jobId: ref.id },
        runId: request.runId,
        attempt: request.attempt,
        unclearMs,
        scrub: await scrubberOf(request.job),
      });
      seen.remember(ref.id, undefined);
      jobLog(`Flink job ${ref.id}: ${rest.link(ref.id)}`);
    },

    async observe(request, ref, jobLog) {
      const found = await askEach(request, async (rest) => {
        const job = await rest.job(ref.id);
        return job === undefined ? undefined : { rest, job };
      });
      if (found === 'no-cluster') return seen.missing(ref, NO_CLUSTER);
      if (found === 'unknown') return seen.missing(ref);
      const { rest, job } = found;
      if (seen.remember(ref.id, job.state)) jobLog(`Flink job ${ref.id} is ${job.state}`);
      const link = rest.link(ref.id);
      if (seen.hasBegunAgain(ref.id, job.startTime) && addsRows(request.artefact)) {
        return { ...(await endDoubled(rest, job)), link };
      }
      return { ...(await judge(request, rest, job)), link };
    },

    async stop(request, ref) {
      await askEach(request, async (rest) => {
        const said = await rest.cancel(ref.id);
        return said === 'unknown' ? undefined : { said };
      });
    },

    look: async ({ mode, config }, refs) => lookAtCluster(restAt(await places.one(mode, await configOf(config))), refs),

    close: () => Promise.resolve(),
  };

  async function judge(request: LaunchRequest, rest: FlinkRest, job: FlinkJobDetail): Promise<Observation> {
    // Empty for the first 10 s, and kept after the end.
    const counters = new Map(Object.entries((await rest.accumulators(job.id)) ?? {}));
    const { countsRefusedAsWritten } = dialect;
    const metrics = counterMetrics(counters, { countsRefusedAsWritten });
    const state = stateOf(job);
    switch (state) {
      case 'succeeded':
        // Whether rows were refused is known from the counter alone: FlinkX 1.11 finishes with any number of them.
        if (!counters.has('nErrors')) return { state: 'failed', metrics, reason: UNCOUNTED };
        return judgeCounters(counters, {
          errorLimit: dialect.errorLimit(await syncJobWithoutSecrets(request.job)),
          countsRefusedAsWritten,
        });
      case 'failed':
        return { state, metrics, reason: await reasonOf(request, await rest.rootException(job.id)) };
      case 'cancelled':
        return {
          state,
          metrics,
          reason: { code: 'JOB_CANCELLED', message: 'The job was cancelled', retryable: false },
        };
      default:
        return { state, metrics };
    }
  }

  async function reasonOf(request: LaunchRequest, stack: string | undefined): Promise<Reason> {
    if (stack === undefined || stack === '') return failureReason(stack);
    return exceptionReason((await scrubberOf(request.job))(stack));
  }
}

function requireVersion({ type }: SessionDialect, version: string | undefined, mode = 'session'): void {
  if (version === undefined || runsOnSession(type, version)) return;
  throw new OperatingError('ENGINE_MISCONFIGURED', `Engine ${type} ${version} does not run in mode ${mode}`, {
    retryable: false,
    help: 'Use mode: local, or version "1.16" with the jars of that version.',
  });
}

const NO_CLUSTER = {
  message: 'YARN runs the session cluster no more, and its jobs ended with it',
  help: 'Start the session cluster again; rows of the job may have been written.',
};

type Reason = NonNullable<Observation['reason']>;

const UNCOUNTED = {
  code: 'ENGINE_FAILED',
  message: 'The job finished and left no counters, so that nobody knows whether rows were refused',
  help: 'See whether the jar is that of FlinkX or ChunJun; rows may have been written.',
  retryable: false,
} as const;
