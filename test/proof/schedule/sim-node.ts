import { OperatingError } from '../../../src/runtime/errors.ts';
import { createExecutor } from '../../../src/runtime/execute/index.ts';
import { createStoreLease } from '../../../src/runtime/leader/index.ts';
import { createPinoLog, createRuntimeMetrics, createWake } from '../../../src/runtime/observe/index.ts';
import {
  leaderLease,
  type Clock,
  type Engines,
  type JobLogs,
  type Random,
  type Source,
  type Store,
  type Wake,
} from '../../../src/runtime/ports/index.ts';
import { createReconciler } from '../../../src/runtime/reconcile/index.ts';
import { createScheduler } from '../../../src/runtime/schedule/index.ts';
import { type Cluster, ScriptedEngine } from '../../support/runtime/scripted-engine.ts';
import { Gate, gated } from './gate.ts';
import { SCOPE } from './sim-project.ts';

/** What the simulated processes share. */
export interface SimWorld {
  readonly clock: Clock;
  readonly store: Store;
  readonly random: Random;
  readonly source: Source;
  readonly script: ConstructorParameters<typeof ScriptedEngine>[1];
  /** Jobs that go on without the process that started them. */
  readonly cluster: Cluster;
}

const LEASE_TTL_MS = 3_000;
const CONCURRENCY = 20;
/** What jobs print has no part in this. */
const JOB_LOGS: JobLogs = {
  append: () => undefined,
  read: async () => ({ text: '', nextOffset: 0 }),
  attempts: async () => [],
  close: async () => undefined,
};

/** One life of a process with the rooms of the leader and of an executor, all on a clock that may be wrong. */
export class SimNode {
  readonly gate = new Gate();
  /** Jobs that end with this life. */
  readonly jobs: Cluster = new Map();
  /** When it was killed, by the true clock. */
  diedAt: number | undefined;
  readonly #world: SimWorld;
  readonly #stop = new AbortController();
  readonly #reconcile: Wake;
  readonly #rooms: Promise<unknown>;

  /** @param skewMs How far its wall clock is ahead. */
  constructor(world: SimWorld, name: string, skewMs: number) {
    this.#world = world;
    const { gate } = this;
    const clock: Clock = {
      now: () => world.clock.now() + skewMs,
      monotonic: () => world.clock.monotonic(),
      async sleep(ms, signal) {
        await world.clock.sleep(ms, signal);
        await gate.pass();
      },
    };
    const store = gated(world.store, gate);
    const log = createPinoLog({ level: 'silent' });
    const metrics = createRuntimeMetrics();
    const [schedule, execute] = [createWake(clock), createWake(clock)];
    this.#reconcile = createWake(clock);
    const lease = createStoreLease({
      store,
      leaseName: leaderLease(SCOPE),
      holder: name,
      clock,
      log,
      ttlMs: LEASE_TTL_MS,
    });
    const shared = { store, scope: SCOPE, lease, clock, random: world.random, log, metrics };
    const scheduler = createScheduler({ ...shared, wake: schedule, executors: execute });
    const reconciler = createReconciler({
      ...shared,
      source: world.source,
      wake: this.#reconcile,
      deploymentsChanged: () => {
        scheduler.deploymentsChanged();
        schedule.wake();
      },
    });
    const executor = createExecutor({
      ...shared,
      engines: this.#engines(gate),
      engineTypes: ['local', 'command'],
      jobLogs: JOB_LOGS,
      executor: name,
      wake: execute,
      scheduler: schedule,
      concurrency: CONCURRENCY,
    });
    const { signal } = this.#stop;
    const changed = (): void => {
      this.#reconcile.wake();
      schedule.wake();
    };
    this.#rooms = Promise.all([
      lease.hold(signal, changed),
      scheduler.run(signal),
      reconciler.run(signal),
      executor.run(signal),
    ]);
  }

  get alive(): boolean {
    return !this.gate.dead;
  }

  /** The files have changed. */
  nudge(): void {
    this.#reconcile.wake();
  }

  /** kill -9. */
  die(): void {
    this.gate.die();
    this.diedAt ??= this.#world.clock.now();
  }

  /** Asks it to end, which it does while time goes on. */
  stop(): Promise<unknown> {
    this.#stop.abort();
    return this.#rooms.then(() => this.die());
  }

  #engines(gate: Gate): Engines {
    const { clock, script, cluster } = this.#world;
    const local = new ScriptedEngine(clock, script, { type: 'local', cluster: this.jobs });
    const command = new ScriptedEngine(clock, script, { type: 'command', outlives: true, cluster });
    const byType = new Map([local, command].map((engine) => [engine.type, gatedEngine(engine, gate)]));
    return {
      get(type) {
        const engine = byType.get(type);
        if (engine !== undefined) return engine;
        throw new OperatingError('ENGINE_MISCONFIGURED', `there is no engine of type ${type}`, { retryable: false });
      },
      async close() {},
    };
  }
}

/** Calls of the engine are places to die at, too; \`reserve\` touches nothing. */
function gatedEngine(engine: ScriptedEngine, gate: Gate) {
  const calls = gated(engine, gate);
  return {
    type: engine.type,
    outlivesExecutor: engine.outlivesExecutor,
    pollMs: engine.pollMs,
    reserve: engine.reserve.bind(engine),
    submit: calls.submit.bind(calls),
    observe: calls.observe.bind(calls),
    stop: calls.stop.bind(calls),
    look: engine.look.bind(engine),
    close: async () => undefined,
  };
}
