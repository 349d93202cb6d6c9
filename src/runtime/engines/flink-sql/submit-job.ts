import { OperatingError, toOperatingError } from '../../errors.ts';
import type { FlinkRest, SqlGateway, SqlSession } from '../../flink/index.ts';
import type { Clock, Log } from '../../ports/index.ts';
import { redact } from '../fill-launch-values.ts';
import { greatestValue, withCursorStamp } from './cursor-stamp.ts';
import { withOwnerStamp, type JobOwner } from './owner-stamp.ts';
import type { ReadyJob } from './read-job.ts';

/** Planning a statement on a cold gateway took 1.5 s; a catalog behind it may be slow. */
const STATEMENT_TIMEOUT_MS = 120_000;
/** The greatest value may take a scan of the table. */
const CURSOR_TIMEOUT_MS = 1_800_000;
const LOOK_UP_EVERY_MS = 1_000;
const PARAMETERS = 'pipeline.global-job-parameters';

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
    if (await wasStartedAllTheSame(submission, error)) return;
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
    if (started.jobId !== jobId) await refuseOtherJob(rest, started.jobId);
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

/** A job under another id could not be followed after a restart: it is cancelled rather than kept. */
async function refuseOtherJob(rest: FlinkRest, jobId: string | undefined): Promise<never> {
  if (jobId !== undefined) await rest.cancel(jobId);
  throw new OperatingError('ENGINE_REFUSED', 'The SQL gateway started the job under an id of its own', {
    retryable: false,
    help: 'Use a SQL gateway that honours $internal.pipeline.job-id; Flink 1.20.3 does.',
  });
}

/**
 * After an unclear answer the job may be running, or start a moment later. Starting another would
 * move every row twice, so the id is looked up for a while first. After a refusal one look is enough:
 * it tells "has already been submitted" from the rest.
 */
async function wasStartedAllTheSame(submission: Submission, error: OperatingError): Promise<boolean> {
  const { rest, jobId, clock } = submission;
  if (error.code !== 'ENGINE_UNREACHABLE' && error.code !== 'ENGINE_REFUSED') return false;
  const unclearMs = error.code === 'ENGINE_REFUSED' ? 0 : submission.unclearMs;
  const deadline = clock.monotonic() + unclearMs;
  for (;;) {
    const state = await rest.jobState(jobId).catch(() => undefined);
    if (state !== undefined) return true;
    if (clock.monotonic() >= deadline) return false;
    await clock.sleep(LOOK_UP_EVERY_MS);
  }
}
