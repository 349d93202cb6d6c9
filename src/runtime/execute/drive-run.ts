import type { Artefact } from '../../compiler/index.ts';
import { OperatingError, toOperatingError } from '../errors.ts';
import type { AttemptEnd, AttemptRecord, RunRecord } from '../ports/index.ts';
import type { ReadArtefact } from './artefact-memory.ts';
import { attemptEnd } from './attempt-end.ts';
import { tellEnds, type ComparedEnds } from './compare-ends.ts';
import { compareWhileHeld } from './compare-while-held.ts';
import type { DriveControl } from './drive-control.ts';
import type { ExecutorDependencies } from './executor-context.ts';
import { followJob } from './follow-job.ts';
import { EXECUTOR_LOST_END, failedBeforeStart, type JobEnd } from './job-end.ts';
import { judgeExpectation } from './judge-expectation.ts';
import { prepareAttempt, type PreparedAttempt } from './prepare-attempt.ts';
import { untilStored } from './until-stored.ts';

/** Stands for the engine's id in an attempt that failed before there was anything to start. */
const NOTHING_STARTED = { id: 'none' };

/**
 * Drives one claimed run through one attempt: bind, write ahead, submit, observe, record the end. The
 * store may be away at any time; the job goes on and its end is written when the store is back.
 */
export class RunDrive {
  readonly #deps: ExecutorDependencies;
  readonly #read: ReadArtefact;
  readonly #control: DriveControl;
  readonly #signal: AbortSignal;

  /** @param signal Ends all waiting: the process is about to exit. */
  constructor(deps: ExecutorDependencies, read: ReadArtefact, control: DriveControl, signal: AbortSignal) {
    this.#deps = deps;
    this.#read = read;
    this.#control = control;
    this.#signal = signal;
  }

  /** A new attempt of a claimed run. */
  async start(run: RunRecord): Promise<void> {
    const { store, clock, executor } = this.#deps;
    if (this.#control.stopCause === 'shutdown' || this.#control.leaving || this.#control.abandoned) {
      await store.releaseClaim(run.id, executor, clock.now());
      return;
    }
    const artefact = await this.#artefact(run);
    const cursor = await this.#cursor(run, artefact);
    const prepared =
      artefact === undefined
        ? new OperatingError('NOT_FOUND', `the artefact ${run.artefactDigest} is not stored`, { retryable: false })
        : prepareAttempt(this.#deps.engines, artefact, run, run.attempts.length + 1, cursor);
    const failed = prepared instanceof OperatingError;
    const now = clock.now();
    const started = await this.#stored('start of an attempt', () =>
      store.startAttempt(
        run.id,
        executor,
        failed ? NOTHING_STARTED : prepared.ref,
        failed ? {} : prepared.request.job.values,
        cursor,
        now,
      ),
    );
    const record = started?.attempts.at(-1);
    if (started === undefined || record === undefined) {
      this.#deps.log.warn('the claim went to another executor before the start', { run: run.id });
      return;
    }
    if (prepared instanceof OperatingError) {
      this.#deps.jobLogs.append(run.id, record.number, `could not be started: ${prepared.message}`);
      await this.#finish(started, record, artefact, failedBeforeStart(prepared));
      return;
    }
    await this.#follow(started, record, artefact, prepared, false);
  }

  /**
   * Goes on with an attempt that is on record: one that was started with the claim, or by another process, on an engine that still has
   * its job.
   *
   * @param known What it was prepared as, where that is at hand.
   */
  async resume(run: RunRecord, record: AttemptRecord, known?: PreparedAttempt): Promise<void> {
    const artefact = await this.#artefact(run);
    if (artefact === undefined) return;
    const { engines } = this.#deps;
    const prepared = known ?? prepareAttempt(engines, artefact, run, record.number, run.cursorBefore, record.engineRef);
    if (prepared instanceof OperatingError) {
      await this.#finish(run, record, artefact, failedBeforeStart(prepared));
      return;
    }
    // An attempt still `starting` may have died between its record and the call: a ref the engine knows starts nothing new.
    await this.#follow(run, record, artefact, prepared, record.state !== 'starting');
  }

  /** Ends an attempt that died with its executor. */
  async endLost(run: RunRecord, record: AttemptRecord): Promise<void> {
    await this.#finish(run, record, await this.#artefact(run), EXECUTOR_LOST_END);
  }

  async #follow(
    run: RunRecord,
    record: AttemptRecord,
    artefact: Artefact | undefined,
    attempt: PreparedAttempt,
    submitted: boolean,
  ): Promise<void> {
    const { store, executor, log } = this.#deps;
    const { timeoutMs, startTimeoutMs } = artefact?.pipeline ?? {};
    const hasRun = record.state === 'running';
    const end = await followJob(this.#deps, {
      attempt,
      control: this.#control,
      deadline: timeoutMs === undefined ? undefined : record.startedAt + timeoutMs,
      startBy: startTimeoutMs === undefined || hasRun ? undefined : record.startedAt + startTimeoutMs,
      submitted,
      signal: this.#signal,
      running: () => this.#markRunning(run, record),
      progress: async (metrics) => {
        try {
          await store.updateMetrics(run.id, executor, record.number, metrics);
        } catch (thrown) {
          log.debug('progress is not recorded', { run: run.id, message: toOperatingError(thrown).message });
        }
      },
    });
    const compared = end && (await this.#compare(run, record, artefact, attempt, end));
    if (compared !== undefined) await this.#finish(run, record, artefact, compared.job, compared.ends);
    else if (!attempt.engine.outlivesExecutor) await attempt.engine.stop(attempt.request, attempt.ref);
  }

  async #markRunning(run: RunRecord, { number }: AttemptRecord): Promise<boolean> {
    const { store, clock, executor, log } = this.#deps;
    try {
      if (!(await store.markRunning(run.id, executor, number, clock.now()))) this.#claimLost(run);
      return true;
    } catch (thrown) {
      log.debug('running is not recorded yet', { run: run.id, message: toOperatingError(thrown).message });
      return false;
    }
  }

  /** Asks source and sink of a job that succeeded for their rows, where they are to be the same. Undefined = it was let go of. */
  async #compare(
    run: RunRecord,
    record: AttemptRecord,
    artefact: Artefact | undefined,
    { comparison, engine }: PreparedAttempt,
    job: JobEnd,
  ): Promise<{ readonly job: JobEnd; readonly ends?: ComparedEnds } | undefined> {
    if (artefact === undefined || comparison === undefined || job.state !== 'succeeded') return { job };
    // it may have ended before anybody saw it running, and a count can take minutes
    await this.#markRunning(run, record);
    const { timeoutMs } = artefact.pipeline;
    const held = await compareWhileHeld(this.#deps, {
      artefact,
      comparison,
      cursorBefore: run.cursorBefore,
      cursorAfter: job.cursor,
      control: this.#control,
      deadline: timeoutMs === undefined ? undefined : record.startedAt + timeoutMs,
      outlives: engine.outlivesExecutor,
      signal: this.#signal,
    });
    if (held.outcome === 'left') return undefined;
    this.#deps.jobLogs.append(run.id, record.number, tellEnds(held.ends));
    return { job, ...(held.ends === undefined ? {} : { ends: held.ends }) };
  }

  async #finish(
    run: RunRecord,
    record: AttemptRecord,
    artefact: Artefact | undefined,
    job: JobEnd,
    ends?: ComparedEnds,
  ): Promise<void> {
    const { store, clock, random, executor, metrics } = this.#deps;
    const earlier = run.attempts.filter(({ number }) => number > run.earlierAttempts && number < record.number);
    const retry = artefact?.pipeline.retry ?? { attempts: 1, backoff: 'fixed', initialMs: 0, maxMs: 0 };
    // One moment for all tries, so that a repeated write is known for the same.
    const now = clock.now();
    const judged = judgeExpectation(job, artefact?.pipeline.expect, {
      cursorBefore: run.cursorBefore,
      now,
      ends,
    });
    if (judged !== job) this.#deps.jobLogs.append(run.id, record.number, `not as expected: ${judged.reason?.message}`);
    const end = attemptEnd(judged, retry, earlier, now, random.fraction());
    const written = await this.#stored('end of an attempt', () =>
      store.finishAttempt(run.id, executor, record.number, end, now),
    );
    if (written || (await this.#alreadyWritten(run, record, end))) {
      metrics.runEnded(end.runState, now - record.startedAt);
      metrics.recordsMoved(end.metrics);
      if (end.runState === 'succeeded') metrics.runSucceeded(run.pipeline, now);
      this.#tell(run, record, end);
    } else this.#claimLost(run);
    this.#deps.scheduler.wake();
  }

  /** A write whose answer was lost is refused when repeated, because it ended the claim. */
  async #alreadyWritten(run: RunRecord, record: AttemptRecord, end: AttemptEnd): Promise<boolean> {
    const current = await this.#stored('end of an attempt', () => this.#deps.store.getRun(run.id));
    const attempt = current?.attempts.find(({ number }) => number === record.number);
    return attempt?.state === end.attemptState && attempt.executor === this.#deps.executor;
  }

  #tell(run: RunRecord, record: AttemptRecord, end: AttemptEnd): void {
    const fields = { pipeline: run.pipeline, run: run.id, attempt: record.number, ...end.metrics };
    const reason = end.reason === undefined ? {} : { code: end.reason.code, reason: end.reason.message };
    if (end.runState === 'succeeded' && end.reason === undefined) this.#deps.log.info('run succeeded', fields);
    else this.#deps.log.warn(`attempt ${end.attemptState}, run ${end.runState}`, { ...fields, ...reason });
  }

  #claimLost(run: RunRecord): void {
    this.#deps.log.warn('the claim went to another executor; nothing more is recorded of this attempt', {
      run: run.id,
    });
    this.#control.abandon();
  }

  #artefact(run: RunRecord): Promise<Artefact | undefined> {
    return this.#stored('artefact', () => this.#read(run.artefactDigest));
  }

  /**
   * Every attempt of a run begins at the same cursor. So does a re-run of an older fire: it reads from where
   * the first attempt began, not from where the pipeline is by now, because it repeats that fire's work.
   */
  async #cursor(run: RunRecord, artefact: Artefact | undefined): Promise<string | undefined> {
    if (artefact?.pipeline.incremental === undefined) return undefined;
    if (run.attempts.some((attempt) => attempt.engineRef.id !== NOTHING_STARTED.id)) return run.cursorBefore;
    const { project, environment, pipeline } = run;
    return this.#stored('cursor', () => this.#deps.store.getCursor({ project, environment, pipeline }));
  }

  #stored<T>(what: string, call: () => Promise<T>): Promise<T> {
    return untilStored(call, what, this.#deps, this.#signal);
  }
}
