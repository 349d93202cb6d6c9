import { toOperatingError } from '../../errors.ts';
import type { Clock, JobLog, LaunchRequest, Observation, RunMetrics, Secrets } from '../../ports/index.ts';
import { fillLaunchValues } from '../fill-launch-values.ts';
import type { JobContext, JobCounters } from './job-context.ts';
import type { RunningJob } from './job-table.ts';
import { readJob } from './read-job.ts';
import { createRefusals } from './refusals.ts';
import { runJob } from './run-job.ts';

export interface JobSurroundings {
  readonly secrets: Secrets;
  readonly clock: Clock;
  readonly projectRoot: string;
}

/** Starts a job in the background. Secrets are resolved first, so that a missing one fails the launch. */
export async function startJob(
  request: Pick<LaunchRequest, 'job'>,
  id: string,
  log: JobLog,
  { secrets, clock, projectRoot }: JobSurroundings,
): Promise<RunningJob> {
  const { json } = await fillLaunchValues(secrets, request.job.template);
  const job = readJob(json);
  const stop = new AbortController();
  const counters: JobCounters = { rowsRead: 0, rowsWritten: 0, bytesRead: 0, bytesWritten: 0 };
  const refusals = createRefusals(job.errorRows, log);
  const metrics = (): RunMetrics => ({ ...counters, rowsRefused: refusals.count });
  const context: JobContext = {
    signal: stop.signal,
    clock,
    log,
    refusals,
    counters,
    projectRoot,
    scratchName: id.replaceAll(/[^A-Za-z0-9-]/g, '-'),
  };
  let outcome: Omit<Observation, 'metrics'> = { state: 'running' };
  const ended = runJob(job, context).then(
    (cursor) => {
      outcome = cursor === undefined ? { state: 'succeeded' } : { state: 'succeeded', cursor };
    },
    (thrown: unknown) => {
      outcome = failed(thrown);
      log(`${outcome.state}: ${outcome.reason?.message ?? ''}`);
    },
  );
  return { observe: () => ({ ...outcome, metrics: metrics() }), stop, ended };
}

function failed(thrown: unknown): Omit<Observation, 'metrics'> {
  const { code, message, help, retryable } = toOperatingError(thrown);
  const reason = { code, message, retryable, ...(help === undefined ? {} : { help }) };
  return { state: code === 'JOB_CANCELLED' ? 'cancelled' : 'failed', reason };
}
