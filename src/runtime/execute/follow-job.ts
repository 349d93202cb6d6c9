import { toOperatingError, type OperatingError } from '../errors.ts';
import type { JobLog, Observation, RunMetrics } from '../ports/index.ts';
import type { DriveControl, StopCause } from './drive-control.ts';
import {
  HOST_REAPPEAR_MS,
  REAPPEAR_MS,
  SHUTDOWN_STOP_MS,
  SILENCE_MS,
  STOP_GRACE_MS,
  type ExecutorDependencies,
} from './executor-context.ts';
import { reasonOf, type JobEnd } from './job-end.ts';
import type { PreparedAttempt } from './prepare-attempt.ts';

export interface Following {
  readonly attempt: PreparedAttempt;
  readonly control: DriveControl;
  /** UTC milliseconds at which the job is to be stopped. */
  readonly deadline: number | undefined;
  /** UTC milliseconds at which it is to be stopped unless its engine runs it by then. */
  readonly startBy: number | undefined;
  /** False: the engine may not have the job yet. */
  readonly submitted: boolean;
  /** Ends all waiting: the process is about to exit. */
  readonly signal: AbortSignal;
  /** Called when the job is seen running, until it resolves to true. */
  running(): Promise<boolean>;
  progress(metrics: RunMetrics): Promise<void>;
}

/** How often counters are written while a job runs. */
const PROGRESS_MS = 1_000;
/** The first look comes soon, for jobs that end at once; each next one waits twice as long, up to the engine's pace. */
const FIRST_LOOK_MS = 5;

/**
 * Submits a job and observes it until it has ended; undefined when it was let go of meanwhile. Errors of
 * the engine that may pass are outwaited: a job that nobody can see may still be running.
 */
export function followJob(deps: ExecutorDependencies, following: Following): Promise<JobEnd | undefined> {
  return new JobFollower(deps, following).follow();
}

class JobFollower {
  readonly #deps: ExecutorDependencies;
  readonly #following: Following;
  readonly #print: JobLog;
  #submitted: boolean;
  /** Why the submission failed, when the engine may have the job all the same. */
  #unclear: OperatingError | undefined;
  /** What the last look has found: the engine has the job and does not run it. */
  #isStarting = false;
  #recordedRunning = false;
  #metrics: RunMetrics = {};
  #progressAt: number;
  #seenAt: number;
  /** Until when an engine may not know a job that it has: one that was followed by another process before. */
  #reappearsUntil: number;
  #stopped: StopCause | undefined;
  #stopAskedAt: number | undefined;
  #lookMs = FIRST_LOOK_MS;

  constructor(deps: ExecutorDependencies, following: Following) {
    const { runId, attempt } = following.attempt.request;
    this.#deps = deps;
    this.#following = following;
    this.#print = (line) => deps.jobLogs.append(runId, attempt, line);
    this.#submitted = following.submitted;
    this.#progressAt = deps.clock.monotonic();
    this.#seenAt = this.#progressAt;
    const { engine, request } = following.attempt;
    const isHere = engine.isHostBound?.(request.artefact.engine) === true;
    const reappearMs = isHere ? HOST_REAPPEAR_MS : REAPPEAR_MS;
    this.#reappearsUntil = following.submitted ? this.#progressAt + reappearMs : this.#progressAt;
  }

  async follow(): Promise<JobEnd | undefined> {
    const { control } = this.#following;
    const mayLeave = (): boolean => control.leaving && (this.#submitted || this.#unclear !== undefined);
    while (!control.abandoned && !mayLeave()) {
      const end = (await this.#submit()) ?? (await this.#observe()) ?? (await this.#steer());
      if (end !== undefined) return end;
      await this.#pause();
    }
    return undefined;
  }

  async #submit(): Promise<JobEnd | undefined> {
    if (this.#submitted || this.#unclear !== undefined) return undefined;
    this.#stopped = this.#following.control.stopCause;
    if (this.#stopped !== undefined) return undefined;
    const { engine, request, ref } = this.#following.attempt;
    try {
      await engine.submit(request, ref, this.#print);
      this.#submitted = true;
      this.#seenAt = this.#deps.clock.monotonic();
      return undefined;
    } catch (thrown) {
      const error = toOperatingError(thrown);
      this.#print(`could not be started: ${error.message}`);
      if (!error.retryable) return this.#end('failed', reasonOf(error));
      this.#unclear = error;
      return undefined;
    }
  }

  async #observe(): Promise<JobEnd | undefined> {
    const { engine, request, ref } = this.#following.attempt;
    const { clock } = this.#deps;
    this.#isStarting = false;
    try {
      const observation = await engine.observe(request, ref, this.#print);
      this.#seenAt = clock.monotonic();
      return await this.#judge(observation);
    } catch (thrown) {
      const error = toOperatingError(thrown);
      if (!error.retryable) return this.#end('failed', reasonOf(error));
      return clock.monotonic() - this.#seenAt > SILENCE_MS ? this.#end('lost', reasonOf(error)) : undefined;
    }
  }

  async #judge(observation: Observation): Promise<JobEnd | undefined> {
    this.#metrics = { ...this.#metrics, ...observation.metrics };
    switch (observation.state) {
      case 'starting':
        this.#isStarting = true;
        this.#engineHasIt();
        return undefined;
      case 'running':
        this.#engineHasIt();
        await this.#recordRunning();
        return undefined;
      case 'succeeded':
        // What was counted on the way is no total: an engine that gives none at the end leaves none.
        this.#metrics = observation.metrics;
        return this.#end('succeeded', undefined, observation.cursor);
      case 'failed':
      case 'cancelled':
      case 'lost':
        return this.#end(observation.state, observation.reason);
      case 'unknown':
        // Running on record, and unknown to an engine that comes up again itself: a second job would double the work.
        if (this.#deps.clock.monotonic() < this.#reappearsUntil) return undefined;
        if (this.#stopped !== undefined) return this.#end('cancelled', undefined);
        if (this.#unclear !== undefined) return this.#end('failed', reasonOf(this.#unclear));
        return this.#end('lost', LOST_BY_ENGINE);
      default:
        return observation.state satisfies never;
    }
  }

  #engineHasIt(): void {
    this.#submitted = true;
    this.#reappearsUntil = Number.NEGATIVE_INFINITY;
    this.#unclear = undefined;
  }

  async #recordRunning(): Promise<void> {
    if (!this.#recordedRunning) this.#recordedRunning = await this.#following.running();
  }

  /** Writes progress, and asks the job to stop when its time is over or somebody wants it to. */
  async #steer(): Promise<JobEnd | undefined> {
    const { clock } = this.#deps;
    const { control, deadline, startBy } = this.#following;
    if (clock.monotonic() - this.#progressAt >= PROGRESS_MS) {
      this.#progressAt = clock.monotonic();
      await this.#following.progress(this.#metrics);
    }
    if (deadline !== undefined && clock.now() >= deadline) control.stop('timeout');
    if (startBy !== undefined && this.#isStarting && clock.now() >= startBy) control.stop('start-timeout');
    if (control.stopCause === undefined || control.abandoned) return undefined;
    this.#stopped = control.stopCause;
    if (this.#stopAskedAt === undefined) return this.#askToStop();
    const graceMs = this.#stopped === 'shutdown' ? SHUTDOWN_STOP_MS : STOP_GRACE_MS;
    return clock.monotonic() - this.#stopAskedAt > graceMs ? this.#end('cancelled', undefined) : undefined;
  }

  async #askToStop(): Promise<undefined> {
    const { engine, request, ref } = this.#following.attempt;
    this.#lookMs = FIRST_LOOK_MS;
    try {
      await engine.stop(request, ref);
      this.#print(`asked to stop: ${this.#stopped}`);
      this.#stopAskedAt = this.#deps.clock.monotonic();
    } catch (thrown) {
      const { code, message } = toOperatingError(thrown);
      this.#deps.log.warn('the engine could not be asked to stop a job, trying again', {
        run: request.runId,
        code,
        message,
      });
    }
  }

  async #pause(): Promise<void> {
    const { attempt, control, deadline, signal } = this.#following;
    const { pollMs } = attempt.engine;
    const untilDeadline =
      deadline === undefined || this.#stopped !== undefined ? pollMs : Math.max(1, deadline - this.#deps.clock.now());
    await control.pause(Math.min(this.#lookMs, pollMs, untilDeadline), signal);
    this.#lookMs *= 2;
  }

  #end(state: JobEnd['state'], reason: JobEnd['reason'], cursor?: string): JobEnd {
    return { state, metrics: this.#metrics, reason, cursor, stopped: this.#stopped };
  }
}

const LOST_BY_ENGINE = {
  code: 'ENGINE_LOST_JOB',
  message: 'the engine does not know the job any more',
  retryable: true,
} as const;
