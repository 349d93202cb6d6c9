import type { BoundJob } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import { createFlinkRest, createSqlGateway, type Fetch, type FlinkRest } from '../../flink/index.ts';
import type { Clock, Engine, LaunchRequest, Log, Observation, Random, Secrets } from '../../ports/index.ts';
import { redact } from '../fill-launch-values.ts';
import { createSeenJobs, MISSING_MS, failureReason, jobName, lookAtCluster, stateOf } from '../flink-jobs/index.ts';
import { cursorOf } from './cursor-stamp.ts';
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

/**
 * Runs Flink SQL jobs on a session cluster through its SQL gateway (1.16 on) and follows them
 * through the JobManager. Jobs outlive the executor; the job id is the one reserved. The new cursor
 * of an incremental job is the greatest value before it began to read.
 */
export function createFlinkSqlEngine(options: FlinkSqlEngineOptions): Engine {
  const { secrets, clock, random, log, unclearMs = 120_000, missingMs = MISSING_MS } = options;
  const seen = createSeenJobs(clock, missingMs);
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
      seen.remember(ref.id, undefined);
      jobLog(`Flink job ${ref.id}: ${rest.link(ref.id)}`);
    },

    async observe(request, ref, jobLog): Promise<Observation> {
      const rest = await restOf(request);
      const job = await rest.job(ref.id);
      if (job === undefined) return seen.missing(ref);
      if (seen.remember(ref.id, job.state)) jobLog(`Flink job ${ref.id} is ${job.state}`);
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
}

/** An incremental job without a way to tell its position would read everything, every time. */
function requireCursorStatement(request: LaunchRequest, statement: string | undefined): void {
  if (request.artefact.pipeline.incremental === undefined || statement !== undefined) return;
  throw new OperatingError('ENGINE_MISCONFIGURED', 'The artefact has no statement that gives the new cursor', {
    retryable: false,
    help: 'Compile the pipeline again with this version.',
  });
}
