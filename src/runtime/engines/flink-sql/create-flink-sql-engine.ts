import type { BoundJob } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import {
  createFlinkRest,
  createSqlGateway,
  type Fetch,
  type FlinkJobDetail,
  type FlinkRest,
} from '../../flink/index.ts';
import type { Clock, Engine, EngineRef, LaunchRequest, Log, Observation, Random, Secrets } from '../../ports/index.ts';
import { redact } from '../fill-launch-values.ts';
import { cursorOf } from './cursor-stamp.ts';
import { failureReason } from './failure-reason.ts';
import { jobName } from './job-name.ts';
import { lookAtCluster } from './look-at-cluster.ts';
import { readAddresses, readJob } from './read-job.ts';
import { rowCounts } from './row-counts.ts';
import { submitJob } from './submit-job.ts';

/** What the engine is made of. */
export interface FlinkSqlEngineOptions {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  readonly log: Log;
  readonly fetch?: Fetch;
  /** How long the id of a job is looked up after an unclear answer to its submission. */
  readonly unclearMs?: number;
  /** How long a job that was seen may be missing (a JobManager that fails over) before it counts as lost. */
  readonly missingMs?: number;
}

/** Enough for every job that a cluster keeps; the oldest are forgotten first. */
const MOST_SEEN = 10_000;

/** Jobs seen by this process: a cluster that no longer knows one has lost its memory. */
interface Seen {
  missingSince: number | undefined;
  last: FlinkJobDetail['state'] | undefined;
}

/**
 * Runs Flink SQL jobs on a session cluster through its SQL gateway (1.16 on) and follows them
 * through the JobManager. Jobs outlive the executor; the job id is the one reserved. The new cursor
 * of an incremental job is the greatest value before it began to read.
 */
export function createFlinkSqlEngine(options: FlinkSqlEngineOptions): Engine {
  const { secrets, clock, random, log, unclearMs = 120_000, missingMs = 30_000 } = options;
  const seen = new Map<string, Seen>();
  const remember = (id: string, last: Seen['last']): void => {
    seen.set(id, { missingSince: undefined, last });
    for (const oldest of seen.keys()) {
      if (seen.size <= MOST_SEEN) break;
      seen.delete(oldest);
    }
  };
  const shared = { clock, ...(options.fetch === undefined ? {} : { fetch: options.fetch }) };
  const restAt = async (config: BoundJob['engine']): Promise<FlinkRest> =>
    createFlinkRest({ ...shared, url: (await readAddresses(secrets, config)).url });
  const restOf = (request: LaunchRequest): Promise<FlinkRest> => restAt(request.job.engine);

  return {
    type: 'flink-sql',
    outlivesExecutor: true,
    pollMs: 1_000,

    reserve: () => ({ id: random.hex(32) }),

    async submit(request, ref, jobLog) {
      const { url, gateway } = await readAddresses(secrets, request.job.engine);
      const rest = createFlinkRest({ ...shared, url });
      const job = await readJob(secrets, request.job);
      requireCursorStatement(request, job.cursor);
      await submitJob({
        rest,
        gateway: createSqlGateway({ ...shared, url: gateway }),
        clock,
        log,
        job,
        jobId: ref.id,
        name: jobName(request),
        owner: { project: request.artefact.project, environment: request.artefact.environment },
        unclearMs,
      });
      remember(ref.id, undefined);
      jobLog(`Flink job ${ref.id}: ${rest.link(ref.id)}`);
    },

    async observe(request, ref, jobLog): Promise<Observation> {
      const rest = await restOf(request);
      const job = await rest.job(ref.id);
      if (job === undefined) return missing(ref);
      if (seen.get(ref.id)?.last !== job.state) jobLog(`Flink job ${ref.id} is ${job.state}`);
      remember(ref.id, job.state);
      const observed = { metrics: await rowCounts(rest, job), link: rest.link(ref.id) };
      const state = stateOf(job);
      if (state === 'failed') {
        const reason = failureReason(await rest.rootException(ref.id));
        // A driver's message can hold what it was given.
        const { secrets: hidden } = await readJob(secrets, request.job).catch(() => ({ secrets: [] }));
        return { ...observed, state, reason: { ...reason, message: redact(reason.message, hidden) } };
      }
      if (state === 'cancelled') {
        return {
          ...observed,
          state,
          reason: { code: 'JOB_CANCELLED', message: 'The job was cancelled', retryable: false },
        };
      }
      if (state !== 'succeeded' || request.artefact.pipeline.incremental === undefined) return { ...observed, state };
      const cursor = cursorOf((await rest.jobParameters(ref.id)) ?? {});
      return { ...observed, state, ...(cursor === undefined ? {} : { cursor }) };
    },

    async stop(request, ref) {
      await (await restOf(request)).cancel(ref.id);
    },

    look: async ({ config }, refs) => lookAtCluster(await restAt(config), refs),

    close: () => Promise.resolve(),
  };

  function missing(ref: EngineRef): Observation {
    const known = seen.get(ref.id);
    if (known === undefined) return { state: 'unknown', metrics: {} };
    known.missingSince ??= clock.monotonic();
    if (clock.monotonic() - known.missingSince < missingMs) return { state: 'running', metrics: {} };
    return {
      state: 'lost',
      metrics: {},
      reason: {
        code: 'ENGINE_LOST_JOB',
        message: 'The cluster no longer knows the job: its JobManager was restarted and keeps jobs in memory only',
        help: 'Configure high availability on the cluster so that jobs survive its restarts.',
        retryable: true,
      },
    };
  }
}

/** An incremental job without a way to tell its position would read everything, every time. */
function requireCursorStatement(request: LaunchRequest, statement: string | undefined): void {
  if (request.artefact.pipeline.incremental === undefined || statement !== undefined) return;
  throw new OperatingError('ENGINE_MISCONFIGURED', 'The artefact has no statement that gives the new cursor', {
    retryable: false,
    help: 'Compile the pipeline again with this version.',
  });
}

function stateOf(job: FlinkJobDetail): 'starting' | 'running' | 'succeeded' | 'failed' | 'cancelled' {
  switch (job.state) {
    case 'INITIALIZING':
    case 'CREATED':
    case 'RECONCILING':
      return 'starting';
    case 'RUNNING':
      // RUNNING only says that it is scheduled: without free slots nothing happens.
      return job.vertices.some((vertex) => vertex.state === 'RUNNING' || vertex.state === 'FINISHED')
        ? 'running'
        : 'starting';
    case 'FINISHED':
      return 'succeeded';
    case 'FAILED':
      return 'failed';
    case 'CANCELED':
      return 'cancelled';
    case 'RESTARTING':
    case 'FAILING':
    case 'CANCELLING':
    case 'SUSPENDED':
      return 'running';
  }
}
