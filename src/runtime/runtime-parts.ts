import { createEngines, ENGINE_TYPES } from './create-engines.ts';
import { createMeasureEnds } from './create-measure-ends.ts';
import {
  createJobLogs,
  createRuntimeMetrics,
  createSystemClock,
  createSystemRandom,
  createWake,
  processIdentity,
  registerProcess,
  withFailpoints,
  type RuntimeMetrics,
  tellLostLines,
} from './observe/index.ts';
import { openStore } from './open-store.ts';
import { createLease, nameOfLease, type LeaseDuty } from './create-lease.ts';
import type { Clock, Engines, JobLogs, Lease, Log, MeasureEnds, Random, Scope, Store, Wake } from './ports/index.ts';
import { createRoomRunner, type RoomRunner } from './room-runner.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { takeOverDead } from './take-over-dead.ts';

const LEASE_TTL_MS = 3_000;

/** What the rooms of a process share. */
export interface RuntimeParts {
  readonly options: RuntimeOptions;
  readonly clock: Clock;
  readonly random: Random;
  readonly store: Store;
  readonly jobLogs: JobLogs;
  readonly metrics: RuntimeMetrics;
  readonly rooms: RoomRunner;
  /** Name of this process. */
  readonly executor: string;
  readonly nudge: {
    readonly reconcile: Wake;
    readonly schedule: Wake;
    readonly execute: Wake;
    readonly relay: Wake;
    readonly drift: Wake;
  };
  /** What this process serves, for as long as it lives. */
  readonly scope: Scope;
  log(room: string): Log;
  /** The lease of a duty, held or only asked; one for each. */
  lease(duty: LeaseDuty): Promise<Lease>;
  /** Of the types that this process runs; made when they are first asked for, and closed with it. */
  engines(): Promise<Engines>;
  /** Asks the ends of runs for their rows. */
  readonly measureEnds: MeasureEnds;
  /** Closed when the process ends, in the order in which they were added, before the store. */
  readonly closers: (() => Promise<void>)[];
}

/** Opens what every role needs. Throws what opening the store throws. */
export async function openParts(options: RuntimeOptions): Promise<RuntimeParts> {
  const { log, stateDir, outside } = options;
  const clock = options.clock ?? createSystemClock();
  const executor = options.executor ?? processIdentity();
  const opened = await (outside?.openStore() ?? openStore(options.store, clock, log, options.waitForStoreMs));
  const store = withFailpoints('store', opened);
  const register = outside?.register ?? (await registerProcess(stateDir, executor));
  await takeOverDead(store, register.dead, clock.now(), log);
  const jobLogs = outside?.jobLogs ?? createJobLogs(stateDir, clock, { onLost: tellLostLines(log) });
  const random = options.random ?? createSystemRandom();
  const closers = [() => jobLogs.close(), () => register.leave()];
  const scope = { project: options.project, environment: options.environment };
  const leaseTtlMs = options.leaseTtlMs ?? LEASE_TTL_MS;
  let fences: Pick<Store, 'currentFence'> | undefined;
  // With the leases, and no earlier: what loads a driver for them loads it for those who ask for one alone.
  const fenceReader = async (): Promise<Pick<Store, 'currentFence'>> => {
    const { createFenceReader } = await import('./leader/index.ts');
    return (fences ??= createFenceReader({ store, clock, freshMs: leaseTtlMs / 6 }));
  };
  const leases = new Map<LeaseDuty, Promise<Lease>>();
  const makeLease = async (duty: LeaseDuty): Promise<Lease> =>
    outside?.lease(nameOfLease(duty, scope), store) ??
    createLease({
      duty,
      scope,
      lease: options.lease,
      storeSettings: options.store,
      store,
      fences: await fenceReader(),
      holder: executor,
      ttlMs: leaseTtlMs,
      clock,
      log: log.child({ room: duty }),
    });
  let engines: Promise<Engines> | undefined;
  const makeEngines = async (): Promise<Engines> => {
    const made =
      outside?.engines() ??
      (await createEngines({
        ...options,
        clock,
        random,
        processEnvironment: options.processEnvironment ?? process.env,
        types: options.engineTypes ?? ENGINE_TYPES,
      }));
    closers.unshift(() => made.close());
    return { get: (type) => withFailpoints('engine', made.get(type)), close: () => made.close() };
  };
  return {
    options,
    clock,
    random,
    store,
    jobLogs,
    metrics: createRuntimeMetrics(),
    rooms: createRoomRunner(clock, log),
    executor,
    nudge: {
      reconcile: createWake(clock),
      schedule: createWake(clock),
      execute: createWake(clock),
      relay: createWake(clock),
      drift: createWake(clock),
    },
    scope,
    log: (room) => log.child({ room }),
    lease(duty) {
      const made = leases.get(duty) ?? makeLease(duty);
      leases.set(duty, made);
      // one that could not be made is made anew
      made.catch(() => leases.delete(duty));
      return made;
    },
    engines: () => (engines ??= makeEngines()),
    measureEnds: createMeasureEnds({
      projectRoot: options.projectRoot,
      clock,
      processEnvironment: options.processEnvironment ?? process.env,
    }),
    closers,
  };
}
