import { OperatingError, toOperatingError } from '../../errors.ts';
import type { FlinkRest, SqlGateway, SqlSession } from '../../flink/index.ts';
import type { Clock, Log } from '../../ports/index.ts';
import { redact } from '../fill-launch-values.ts';
import { refuseOtherJob, startedAllTheSame, withOwnerStamp, type JobOwner } from '../flink-jobs/index.ts';
import { greatestValue, withCursorStamp } from './cursor-stamp.ts';
import type { ReadyJob } from './read-job.ts';

/** Planning a statement on a cold gateway took 1.5 s; a catalog behind it may be slow. */
const STATEMENT_TIMEOUT_MS = 120_000;
/** The greatest value may take a scan of the table. */
const CURSOR_TIMEOUT_MS = 1_800_000;
const PARAMETERS = 'pipeline.global-job-parameters';
const OTHER_ID = {
  message: 'The SQL gateway started the job under an id of its own',
  help: 'Use a SQL gateway that honours $internal.pipeline.job-id; Flink 1.20.3 does.',
};

/** What a submission needs to know. */
export interface Submission {
  readonly rest: FlinkRest;
  readonly gateway: SqlGateway;
  readonly clock: Clock;
  readonly log: Log;
  readonly job: ReadyJob;
  /** The id that the job is to have; 32 hexadecimal digits, chosen and stored before. */
  readonly jobId: string;
  readonly name: string;
  readonly owner: JobOwner;
  /** How long an id is looked up after an answer that tells nothing. */
  readonly unclearMs: number;
}

/**
 * Starts a job under the id chosen before, once: a job that the cluster knows already is left as it
 * is. `$internal.pipeline.job-id` among a statement's settings is honoured by 1.20.3. Throws what the
 * gateway throws, without secrets.
 */
export async function submitJob(submission: Submission): Promise<void> {
  const { rest, jobId } = submission;
  if ((await rest.jobState(jobId)) !== undefined) return;
  try {
    await runInSession(submission);
  } catch (thrown) {
    const error = toOperatingError(thrown);
    if (await startedAllTheSame(submission, error)) return;
    throw new OperatingError(error.code, redact(error.message, submission.job.secrets), {
      retryable: error.retryable,
      fields: error.fields,
      ...(error.help === undefined ? {} : { help: error.help }),
    });
  }
}

async function runInSession({ gateway, rest, job, jobId, name, owner, log }: Submission): Promise<void> {
  const session = await gateway.openSession(name, job.settings);
  try {
    for (const definition of job.definitions) await session.run(definition, STATEMENT_TIMEOUT_MS);
    const cursor = job.cursor === undefined ? undefined : await readCursor(session, job.cursor, name);
    const parameters = withOwnerStamp(job.settings[PARAMETERS], owner);
    const started = await session.run(job.insert, STATEMENT_TIMEOUT_MS, {
      'pipeline.name': name,
      // Only here: a query is a job too, and would take the id.
      '$internal.pipeline.job-id': jobId,
      [PARAMETERS]: cursor === undefined ? parameters : withCursorStamp(parameters, cursor),
    });
    if (started.jobId !== jobId) await refuseOtherJob(rest, started.jobId, OTHER_ID);
  } finally {
    // Closing also cancels a statement whose answer was lost before it became a job.
    await session.close().catch((thrown: unknown) => {
      log.warn('a gateway session could not be closed', { code: toOperatingError(thrown).code });
    });
  }
}

/** Fixed before anything is read: rows that come meanwhile are read again by the next run, never left out. */
async function readCursor(session: SqlSession, statement: string, name: string): Promise<string | undefined> {
  const config = { 'pipeline.name': `${name}-cursor`, 'execution.runtime-mode': 'batch' };
  return greatestValue(await session.run(statement, CURSOR_TIMEOUT_MS, config));
}
