import { basename } from 'node:path';
import { createBus } from './create-bus.ts';
import { createEngines, ENGINE_TYPES } from './create-engines.ts';
import { createLease, type LeaseName } from './create-lease.ts';
import { toOperatingError } from './errors.ts';
import { createExecutor, type Executor } from './execute/index.ts';
import {
  createJobLogs,
  createRuntimeMetrics,
  createSystemClock,
  createSystemRandom,
  createWake,
  processIdentity,
  registerProcess,
  type RuntimeMetrics,
} from './observe/index.ts';
import { openStore } from './open-store.ts';
import type { Clock, JobLogs, Lease, RunRecord, Store } from './ports/index.ts';
import { createReconciler } from './reconcile/index.ts';
import { createRelay } from './relay/index.ts';
import { requestRun, type RunRequest } from './request-run.ts';
import type { RuntimeOptions, RuntimeRole } from './runtime-options.ts';
import { createScheduler } from './schedule/index.ts';
import { createFolderSource } from './sources/index.ts';
import { takeOverDead } from './take-over-dead.ts';
import { runWatcher } from './watch/index.ts';

/** What a process is doing. Times UTC milliseconds. */
export interface RuntimeState {
  readonly startedAt: number;
  readonly roles: readonly RuntimeRole[];
  /** Name of this process among the executors. */
  readonly executor: string;
  readonly leader: { readonly held: boolean; readonly fence?: number; readonly reason?: string };
  /** Runs that this process holds. */
  readonly claims: number;
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
  /** Name of the project: what sluice.yaml says, or said last. */
  readonly project: string;
  status(): RuntimeState;
  /** Puts a person's fire on record. Throws NOT_FOUND, INVALID_REQUEST, STORE_UNREACHABLE. */
  requestRun(pipeline: string, request: RunRequest): Promise<{ readonly run: RunRecord; readonly created: boolean }>;
  /** False when the run has ended. */
  requestCancel(runId: string, actor: string): Promise<boolean>;
  /** Lets every room look at the store and the files now. */
  wake(): void;
  /** Stops within five seconds; what runs is finished, handed over, or left to be adopted. */
  close(): Promise<void>;
}

const LEASE_TTL_MS = 3_000;
/** A room that ended by a mistake of ours is started again after this. */
const RESTART_MS = 1_000;
/** How long rooms may take to end: longer than the executor needs to hand over. */
const STOP_MS = 4_500;
/** How long connections may take to close when the process ends. */
const CLOSE_MS = 400;

/**
 * Starts the roles of a process and returns when they run. This is where the rooms are wired: they never
 * know each other, only the store in the middle and a nudge. Throws what opening the store throws.
 */
export async function startRuntime(options: RuntimeOptions): Promise<Runtime> {
  const { roles, log, environment, stateDir } = options;
  const clock = options.clock ?? createSystemClock();
  const random = options.random ?? createSystemRandom();
  const executor = options.executor ?? processIdentity();
  const startedAt = clock.now();
  const store = await openStore(options.store, clock, log, options.waitForStoreMs);
  const register = await registerProcess(stateDir, executor);
  await takeOverDead(store, register.dead, clock.now(), log);

  const jobLogs = createJobLogs(stateDir, clock);
  const metrics = createRuntimeMetrics();
  const nudge = {
    reconcile: createWake(clock),
    schedule: createWake(clock),
    execute: createWake(clock),
    relay: createWake(clock),
  };
  const wake = (): void => Object.values(nudge).forEach((one) => one.wake());
  const stop = new AbortController();
  const tasks: Promise<void>[] = [];
  const closers: (() => Promise<void>)[] = [];

  /** Runs a room until the end; one that throws is a mistake of ours, told and started again. */
  const run = (room: string, work: (signal: AbortSignal) => Promise<void>): void => {
    const keep = async (): Promise<void> => {
      while (!stop.signal.aborted) {
        try {
          await work(stop.signal);
        } catch (thrown) {
          const { code, message, help } = toOperatingError(thrown);
          log.error('a room ended, starting it again', { room, code, message, help });
        }
        await clock.sleep(RESTART_MS, stop.signal);
      }
    };
    tasks.push(keep());
  };

  const leads = roles.has('reconcile') || roles.has('schedule');
  const leaseNamed = (name: LeaseName): Promise<Lease> =>
    createLease({
      name,
      lease: options.lease,
      storeSettings: options.store,
      store,
      holder: executor,
      ttlMs: options.leaseTtlMs ?? LEASE_TTL_MS,
      clock,
      log: log.child({ room: name }),
    });
  const lease = leads ? await leaseNamed('leader') : undefined;
  let leaderReason: string | undefined = leads ? undefined : 'this process has no role that leads';
  const known = await lastProject(store, environment);
  let project = known ?? basename(options.projectRoot);

  if (lease !== undefined) {
    run('leader', (signal) =>
      lease.hold(signal, (state) => {
        leaderReason = state.reason;
        metrics.leader(state.held);
        log.info(state.held ? 'leading' : 'not leading any more', {
          room: 'leader',
          fence: state.fence,
          reason: state.reason,
        });
        nudge.reconcile.wake();
        nudge.schedule.wake();
      }),
    );
  }
  if (lease !== undefined && roles.has('reconcile')) {
    const source = createFolderSource({
      root: options.projectRoot,
      compile: async (root) => {
        const compilation = await options.compile(root);
        project = compilation.project ?? project;
        return compilation;
      },
      clock,
      log: log.child({ room: 'watch' }),
    });
    const reconciler = createReconciler({
      source,
      store,
      lease,
      clock,
      log: log.child({ room: 'reconcile' }),
      metrics,
      environment,
      fallbackProject: project,
      wake: nudge.reconcile,
      scheduler: nudge.schedule,
    });
    run('watch', (signal) =>
      runWatcher({ source, clock, log: log.child({ room: 'watch' }), reconciler: nudge.reconcile }, signal),
    );
    run('reconcile', (signal) => reconciler.run(signal));
  }
  if (lease !== undefined && roles.has('schedule')) {
    const scheduler = createScheduler({
      store,
      lease,
      clock,
      random,
      log: log.child({ room: 'schedule' }),
      metrics,
      wake: nudge.schedule,
      executors: nudge.execute,
    });
    run('schedule', (signal) => scheduler.run(signal));
  }
  let runs: Executor | undefined;
  if (roles.has('execute')) {
    const types = options.engineTypes ?? ENGINE_TYPES;
    const engines = await createEngines({
      ...options,
      clock,
      random,
      processEnvironment: options.processEnvironment ?? process.env,
      types,
    });
    closers.push(() => engines.close());
    const executing = createExecutor({
      store,
      engines,
      engineTypes: types,
      clock,
      random,
      log: log.child({ room: 'execute' }),
      jobLogs,
      metrics,
      executor,
      wake: nudge.execute,
      scheduler: nudge.schedule,
      ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    });
    runs = executing;
    run('execute', (signal) => executing.run(signal));
  }
  if (roles.has('relay')) {
    const bus = await createBus(options.bus, log.child({ room: 'bus' }));
    closers.push(() => bus.close());
    const turn = await leaseNamed('relay');
    run('relay-lease', (signal) => turn.hold(signal, () => nudge.relay.wake()));
    const relay = createRelay({
      store,
      bus,
      lease: turn,
      clock,
      random,
      log: log.child({ room: 'relay' }),
      metrics,
      wake: nudge.relay,
    });
    run('relay', (signal) => relay.run(signal));
  }

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    stop.abort();
    await Promise.race([Promise.all(tasks), clock.sleep(STOP_MS)]);
    const ended = (async () => {
      for (const closer of closers) await closer();
      await jobLogs.close();
      await register.leave();
      await store.close();
    })().catch((thrown: unknown) => log.warn('closing failed', { message: toOperatingError(thrown).message }));
    await Promise.race([ended, clock.sleep(CLOSE_MS)]);
  };
  const end = (): Promise<void> => (closing ??= close());

  return {
    store,
    jobLogs,
    metrics,
    clock,
    get project() {
      return project;
    },
    status: () => ({
      startedAt,
      roles: [...roles],
      executor,
      leader: {
        held: lease?.held ?? false,
        ...(lease?.fence === undefined ? {} : { fence: lease.fence }),
        ...(leaderReason === undefined ? {} : { reason: leaderReason }),
      },
      claims: runs?.active ?? 0,
      store: options.store.kind,
      bus: options.bus.kind,
    }),
    async requestRun(pipeline, request) {
      const recorded = await requestRun({ store, clock, random }, { project, environment, pipeline }, request);
      nudge.execute.wake();
      return recorded;
    },
    async requestCancel(runId, actor) {
      const asked = await store.requestCancel(runId, actor, clock.now());
      nudge.execute.wake();
      nudge.schedule.wake();
      return asked;
    },
    wake,
    close: end,
    [Symbol.asyncDispose]: end,
  };
}

/** The project that this environment was last deployed from, for as long as sluice.yaml cannot be read. */
async function lastProject(store: Store, environment: string): Promise<string | undefined> {
  const deployments = await store.listDeployments({ environment });
  return deployments[0]?.project;
}
