import { OperatingError, toOperatingError } from '../../errors.ts';
import type { FlinkRest, JarRun } from '../../flink/index.ts';
import type { Clock } from '../../ports/index.ts';
import { refuseOtherJob, startedAllTheSame } from '../flink-jobs/index.ts';
import type { ClusterJarId } from './cluster-jar.ts';
import { endEarlierAttempts } from './end-earlier-attempts.ts';
import type { JobJar } from './job-jar.ts';
import { refusalError } from './refusal-reason.ts';

/** What a submission needs to know. */
export interface SessionSubmission {
  readonly rest: FlinkRest;
  readonly clock: Clock;
  readonly clusterJar: ClusterJarId;
  readonly jar: JobJar;
  readonly run: JarRun;
  readonly runId: string;
  readonly attempt: number;
  /** How long an id is looked up after an answer that tells nothing. */
  readonly unclearMs: number;
  /** Takes the job's secrets out of what the cluster says. */
  readonly scrub: (text: string) => string;
}

const OTHER_ID = {
  message: 'The cluster started the job under an id of its own',
  help: 'Use a JobManager that honours the jobId of a jar run; Flink 1.11 to 1.20 do.',
};

/**
 * Starts a job under the id chosen before, once: a job that the cluster knows already is left as it is, and what an
 * earlier attempt of the run left alive is ended first. Throws what the cluster says, without secrets.
 */
export async function submitSessionJob(submission: SessionSubmission): Promise<void> {
  const { rest, clock, run, runId, attempt, scrub } = submission;
  if ((await rest.jobState(run.jobId)) !== undefined) return;
  await endEarlierAttempts(rest, clock, runId, attempt);
  try {
    await runOnce(submission);
  } catch (thrown) {
    const error = toOperatingError(thrown);
    if (await startedAllTheSame({ ...submission, jobId: run.jobId }, error)) return;
    throw new OperatingError(error.code, scrub(error.message), {
      retryable: error.retryable,
      fields: error.fields,
      ...(error.help === undefined ? {} : { help: error.help }),
    });
  }
}

async function runOnce({ rest, clusterJar, jar, run, scrub }: SessionSubmission): Promise<void> {
  let answer = await rest.runJar(await clusterJar(rest, jar), run);
  // Lost between the two calls, or listed by a JobManager that has lost the file.
  if (answer.kind === 'jar-missing') answer = await rest.runJar(await clusterJar(rest, jar), run);
  switch (answer.kind) {
    case 'started':
      if (answer.jobId !== run.jobId) await refuseOtherJob(rest, answer.jobId, OTHER_ID);
      return;
    case 'jar-missing':
      throw new OperatingError('ENGINE_UNREACHABLE', 'The cluster does not keep the jar that it was given', {
        retryable: true,
        help: 'See whether its JobManager restarts, or several of them share no web.upload.dir.',
      });
    case 'refused':
      throw refusalError(scrub(answer.stack));
    default:
      return answer satisfies never;
  }
}
