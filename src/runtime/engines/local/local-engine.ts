import type { Clock, Engine, EngineJob, Observation, Random, Secrets } from '../../ports/index.ts';
import { createJobTable } from './job-table.ts';
import { startJob } from './start-job.ts';

export interface LocalEngineOptions {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly random: Random;
  /** Absolute path of the repository whose pipelines run here. */
  readonly projectRoot: string;
  /** Takes secrets out of a line before it is logged. */
  readonly scrub: (line: string) => string;
}

/**
 * The engine in the process: rows go through drivers, SQL and Parquet through DuckDB. A job dies with
 * the process; the ref carries the name of this instance, so that a later one can tell a job that is
 * lost from one that never was.
 */
export function createLocalEngine(options: LocalEngineOptions): Engine {
  const { random, scrub } = options;
  const instance = random.hex(16);
  const jobs = createJobTable();
  /** Submissions under way, so that a repeated one starts nothing new. */
  const submitting = new Map<string, Promise<void>>();

  return {
    type: 'local',
    outlivesExecutor: false,
    pollMs: 200,
    reserve: ({ runId, attempt }) => ({ id: `${runId}-${attempt}`, instance }),

    async submit(request, ref, log) {
      if (jobs.get(ref.id) !== undefined) return;
      const known = submitting.get(ref.id);
      if (known !== undefined) return known;
      const submission = startJob(request, ref.id, (line) => log(scrub(line)), options).then((job) =>
        jobs.add(ref.id, job),
      );
      submitting.set(ref.id, submission);
      try {
        await submission;
      } finally {
        submitting.delete(ref.id);
      }
    },

    async observe(_request, ref) {
      const job = jobs.get(ref.id);
      if (job !== undefined) return scrubbed(job.observe(), scrub);
      if (submitting.has(ref.id)) return { state: 'starting', metrics: {} };
      if (ref['instance'] === instance) return { state: 'unknown', metrics: {} };
      const message = 'the process that ran the job has ended, and the job with it';
      return { state: 'lost', metrics: {}, reason: { code: 'ENGINE_LOST_JOB', message, retryable: true } };
    },

    async stop(_request, ref) {
      await submitting.get(ref.id)?.catch(() => {});
      jobs.get(ref.id)?.stop.abort();
    },

    async look() {
      const ids = [...new Set([...jobs.ids(), ...submitting.keys()])];
      return { jobs: ids.map(liveJob), reach: 'process' };
    },

    async close() {
      const running = jobs.all();
      for (const job of running) job.stop.abort();
      await Promise.all(running.map(({ ended }) => ended));
    },
  };
}

/** As `reserve` names it. */
function liveJob(id: string): EngineJob {
  const [, run = id, attempt] = /^(.+)-(\d+)$/.exec(id) ?? [];
  return { id, name: id, run: { id: run, attempt: Number(attempt ?? 1) }, state: 'live', since: undefined };
}

/** A database may repeat what it was sent: no message leaves the engine unscrubbed. */
function scrubbed(observation: Observation, scrub: (line: string) => string): Observation {
  const { reason } = observation;
  return reason === undefined ? observation : { ...observation, reason: { ...reason, message: scrub(reason.message) } };
}
