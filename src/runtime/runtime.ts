import { findDrift, type DriftReport } from './drift/index.ts';
import { applyPlan, sourceIsFolder, type AppliedPlan, type PlanRequest } from './apply-plan.ts';
import { prunePipelines, restorePipeline, type PrunePipelinesRequest } from './delete-deployments.ts';
import {
  pausePipeline,
  resumePipeline,
  type PausedPipeline,
  type PausePipelineRequest,
  type ResumePipelineRequest,
} from './pause-pipelines.ts';
import { changeCursor, type ChangedCursor, type CursorChangeRequest } from './change-cursor.ts';
import { rollBackPipeline, type DoneRollback, type DoneRollbackRequest } from './roll-back-pipelines.ts';
import {
  changeBackfill,
  requestBackfill,
  type BackfillChangeRequest,
  type DoneBackfillRequest,
} from './backfills/index.ts';
import { dutyStates, type DutyState } from './duty-states.ts';
import { toOperatingError } from './errors.ts';
import { within, type RuntimeMetrics } from './observe/index.ts';
import type { Executor } from './execute/index.ts';
import type {
  BackfillRecord,
  ChangedBackfill,
  Clock,
  Deployment,
  EventReader,
  JobLogs,
  RunRecord,
  Store,
} from './ports/index.ts';
import { requestRerun, type RerunRequest } from './request-rerun.ts';
import { requestRun, type RequestedRun, type RunRequest } from './request-run.ts';
import type { RuntimeOptions, RuntimeRole } from './runtime-options.ts';
import { openParts, type RuntimeParts } from './runtime-parts.ts';
import { CLOSE_MS, roomsMs } from './stop-times.ts';
import { vantageHere } from './vantage-here.ts';
import { startExecuting, startLeading, startPresence, startReadingBack, startRelaying } from './start-rooms.ts';

/** What a process is doing. Times UTC milliseconds. */
export interface RuntimeState {
  readonly startedAt: number;
  readonly roles: readonly RuntimeRole[];
  /** Name of this process among the executors. */
  readonly executor: string;
  readonly leader: { readonly held: boolean; readonly fence?: number; readonly reason?: string };
  /** Runs that this process holds. */
  readonly claims: number;
  /** As in {@link Presence}. */
  readonly unheardSince?: number;
  /** Kinds, without addresses. */
  readonly store: string;
  readonly bus: string;
}

/** A running daemon. */
export interface Runtime extends AsyncDisposable {
  readonly store: Store;
  readonly jobLogs: JobLogs;
  readonly metrics: RuntimeMetrics;
  readonly clock: Clock;
  /** The events, read back from the bus where there is one. */
  readonly events: EventReader;
  /** Name of the project that is served. */
  readonly project: string;
  status(): RuntimeState;
  /** Who leads, schedules and publishes, here or elsewhere. Never throws. */
  duties(): Promise<readonly DutyState[]>;
  /** Puts a person's fire on record. Throws NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  requestRun(pipeline: string, request: RunRequest): Promise<RequestedRun>;
  /** Runs once more what is over. Throws NOT_FOUND, STORE_CONFLICT, STORE_UNREACHABLE. */
  requestRerun(runId: string, request: RerunRequest): Promise<RunRecord>;
  /** False when the run has ended. */
  requestCancel(runId: string, actor: string): Promise<boolean>;
  /** What the engines of this process run otherwise than is on record. Changes nothing. Throws STORE_UNREACHABLE. */
  findDrift(): Promise<DriftReport>;
  /** Does a saved plan or nothing. Throws PLAN_INVALID, SOURCE_IS_FOLDER, STORE_UNREACHABLE. */
  applyPlan(request: PlanRequest): Promise<AppliedPlan>;
  /** Deletes what is held, or what was restored. Throws INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  prune(request: PrunePipelinesRequest): Promise<readonly string[]>;
  /** Brings a deleted pipeline back. Throws NOT_FOUND, STORE_CONFLICT, STORE_UNREACHABLE. */
  restore(pipeline: string, actor: string): Promise<Deployment>;
  /** Fires it no more for now. Throws NOT_FOUND, INVALID_REQUEST, STORE_UNREACHABLE. */
  pause(pipeline: string, request: PausePipelineRequest): Promise<PausedPipeline>;
  /** Lets it go on. Throws NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  resume(pipeline: string, request: ResumePipelineRequest): Promise<'resumed' | 'not-paused'>;
  /** Makes it what it was, or undoes that. Throws NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  rollBack(pipeline: string, request: DoneRollbackRequest): Promise<DoneRollback>;
  /** Puts its position elsewhere. Throws NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  changeCursor(pipeline: string, request: CursorChangeRequest): Promise<ChangedCursor>;
  /** Has fires of the past run. Throws NOT_FOUND, INVALID_REQUEST, STORE_CONFLICT, STORE_UNREACHABLE. */
  backfill(pipeline: string, request: DoneBackfillRequest): Promise<BackfillRecord>;
  /** Pauses, resumes or cancels a backfill. Throws NOT_FOUND, STORE_CONFLICT, STORE_UNREACHABLE. */
  changeBackfill(id: string, change: BackfillChangeRequest): Promise<ChangedBackfill>;
  /** Lets every room look at the store and the files now. */
  wake(): void;
  /** Stops within `stopMs`; what runs is finished, handed over, or left to be adopted. */
  close(): Promise<void>;
}

/**
 * Starts the roles of a process and returns when they run. The rooms never know each other, only the
 * store in the middle and a nudge. Throws what opening the store throws.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const parts = await openParts(options);
  const { store, jobLogs, metrics, clock, random, nudge, scope, executor } = parts;
  const startedAt = clock.now();
  const leadership = await startLeading(parts);
  let runs: Executor | undefined;
  const presence = await startPresence(parts, startedAt, () => runs);
  runs = await startExecuting(parts, () => presence.drain);
  await startRelaying(parts);
  const events = await startReadingBack(parts);

  let closing: Promise<void> | undefined;
  const close = (): Promise<void> => (closing ??= closeAll(parts));
  return {
    store,
    jobLogs,
    metrics,
    clock,
    events,
    project: scope.project,
    status() {
      const { lease, reason } = leadership;
      const fence = lease?.fence;
      const { unheardSince } = presence;
      return {
        startedAt,
        roles: [...options.roles],
        executor,
        leader: {
          held: lease?.held ?? false,
          ...(fence === undefined ? {} : { fence }),
          ...(reason === undefined ? {} : { reason }),
        },
        claims: runs?.active ?? 0,
        ...(unheardSince === undefined ? {} : { unheardSince }),
        store: options.store.kind,
        bus: options.bus.kind,
      };
    },
    duties: () => dutyStates((duty) => parts.lease(duty)),
    async requestRun(pipeline, request) {
      const key = { ...scope, pipeline };
      const recorded = await requestRun({ store, clock, random }, key, request);
      nudge.execute.wake();
      return recorded;
    },
    async requestRerun(runId, request) {
      const run = await requestRerun({ store, clock }, runId, request);
      nudge.execute.wake();
      return run;
    },
    async requestCancel(runId, actor) {
      const asked = await store.requestCancel(runId, actor, clock.now());
      nudge.schedule.wake();
      return asked;
    },
    async findDrift() {
      return findDrift({
        store,
        engines: await parts.engines(),
        clock,
        ...scope,
        vantage: vantageHere(executor),
      });
    },
    async applyPlan(request) {
      if (options.source?.kind !== 'apply') throw sourceIsFolder();
      const applied = await applyPlan({ store, clock }, scope, request);
      leadership.deploymentsChanged();
      return applied;
    },
    async prune(request) {
      const pruned = await prunePipelines({ store, clock }, scope, request);
      nudge.reconcile.wake();
      leadership.deploymentsChanged();
      return pruned;
    },
    async restore(pipeline, actor) {
      const restored = await restorePipeline({ store, clock }, { ...scope, pipeline }, actor);
      nudge.reconcile.wake();
      leadership.deploymentsChanged();
      return restored;
    },
    async pause(pipeline, request) {
      const paused = await pausePipeline({ store, clock }, { ...scope, pipeline }, request);
      leadership.deploymentsChanged();
      return paused;
    },
    async resume(pipeline, request) {
      const outcome = await resumePipeline({ store, clock }, { ...scope, pipeline }, request);
      leadership.deploymentsChanged();
      return outcome;
    },
    async rollBack(pipeline, request) {
      const done = await rollBackPipeline({ store, clock }, { ...scope, pipeline }, request);
      leadership.deploymentsChanged();
      return done;
    },
    changeCursor: (pipeline, request) => changeCursor({ store, clock }, { ...scope, pipeline }, request),
    async backfill(pipeline, request) {
      const backfill = await requestBackfill({ store, clock, random }, { ...scope, pipeline }, request);
      nudge.schedule.wake();
      return backfill;
    },
    async changeBackfill(id, change) {
      const changed = await changeBackfill({ store, clock }, scope, id, change);
      nudge.schedule.wake();
      return changed;
    },
    wake() {
      for (const one of Object.values(nudge)) one.wake();
    },
    close,
    [Symbol.asyncDispose]: close,
  };
}

async function closeAll({ rooms, closers, store, clock, options }: RuntimeParts): Promise<void> {
  await rooms.stop(roomsMs(options));
  const closed = async (): Promise<void> => {
    for (const closer of [...closers, () => store.close()]) {
      await closer().catch((thrown: unknown) => {
        options.log.warn('closing failed', { message: toOperatingError(thrown).message });
      });
    }
  };
  await within(clock, CLOSE_MS, closed());
}
