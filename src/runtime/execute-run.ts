import type { CompiledArtefact } from '../compiler/index.ts';
import { previousFireTime } from '../time/index.ts';
import { createEngines, ENGINE_TYPES } from './create-engines.ts';
import { OperatingError } from './errors.ts';
import { CLAIM_TTL_MS, createExecutor, type Executor } from './execute/index.ts';
import {
  createJobLogs,
  createRuntimeMetrics,
  createSystemClock,
  createSystemRandom,
  createWake,
  processIdentity,
  registerProcess,
} from './observe/index.ts';
import { FINAL_RUN_STATES, type Clock, type RunRecord, type Store } from './ports/index.ts';
import { openStore } from './open-store.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { takeOverDead } from './take-over-dead.ts';

/** One run of one compiled pipeline, and where it is put on record. */
export interface ExecuteRunOptions extends Pick<
  RuntimeOptions,
  'projectRoot' | 'stateDir' | 'store' | 'log' | 'clock' | 'random' | 'processEnvironment' | 'waitForStoreMs'
> {
  readonly compiled: CompiledArtefact;
  /** UTC milliseconds. */
  readonly fireTime: number;
  readonly parameters: Readonly<Record<string, string>>;
  /** Cancels the run; the promise still resolves, with the run as it ended. */
  readonly signal?: AbortSignal;
  /** Hears the record whenever it has changed. */
  readonly onChange?: (run: RunRecord) => void;
}

/** How often the record is looked at while somebody else, or a job, is at it. */
const LOOK_MS = 150;

/**
 * Puts one fire of a compiled pipeline on record and runs it in this process to its end, retries
 * included. Where another process has claimed it first, this one follows it. A fire that is on record
 * already is not run again: its record is returned.
 */
export async function executeRun(options: ExecuteRunOptions): Promise<RunRecord> {
  const clock = options.clock ?? createSystemClock();
  const random = options.random ?? createSystemRandom();
  const identity = processIdentity();
  const store = await openStore(options.store, clock, options.log, options.waitForStoreMs);
  const jobLogs = createJobLogs(options.stateDir, clock);
  const closers = [() => jobLogs.close(), () => store.close()];
  try {
    const register = await registerProcess(options.stateDir, identity);
    closers.unshift(() => register.leave());
    await takeOverDead(store, register.dead, clock.now(), options.log);
    const engines = await createEngines({
      ...options,
      clock,
      random,
      processEnvironment: options.processEnvironment ?? process.env,
      types: ENGINE_TYPES.filter((type) => type === options.compiled.artefact.engine.type),
    });
    closers.unshift(() => engines.close());
    const executor = createExecutor({
      store,
      engines,
      engineTypes: [],
      clock,
      random,
      log: options.log,
      jobLogs,
      metrics: createRuntimeMetrics(),
      executor: identity,
      wake: createWake(clock),
      scheduler: createWake(clock),
    });
    const run = await recordRun(store, clock, random.id(clock.now()), options);
    return await toEnd(run, { store, clock, executor, identity }, options);
  } finally {
    for (const closer of closers) await closer();
  }
}

async function recordRun(store: Store, clock: Clock, id: string, options: ExecuteRunOptions): Promise<RunRecord> {
  const { compiled, fireTime, parameters } = options;
  const { project, environment, pipeline } = compiled.artefact;
  const { schedule } = pipeline;
  const previous =
    schedule.kind === 'cron' || schedule.kind === 'every' ? previousFireTime(schedule, fireTime) : undefined;
  const now = clock.now();
  await store.putArtefact(compiled, now);
  const { run } = await store.recordFire(
    undefined,
    {
      key: { project, environment, pipeline: pipeline.name },
      fireTime,
      previousFireTime: previous ?? fireTime,
      trigger: 'manual',
      artefactDigest: compiled.digest,
      parameters,
      state: 'scheduled',
    },
    id,
    now,
  );
  return run;
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly executor: Executor;
  readonly identity: string;
}

async function toEnd(recorded: RunRecord, parts: Parts, options: ExecuteRunOptions): Promise<RunRecord> {
  const { store, clock, executor, identity } = parts;
  const cancel = options.signal ?? new AbortController().signal;
  const over = new AbortController();
  let run = recorded;
  let told = '';
  const tell = (current: RunRecord): void => {
    const seen = JSON.stringify(current);
    if (seen === told) return;
    told = seen;
    options.onChange?.(current);
  };
  const look = async (): Promise<void> => {
    const current = await store.getRun(recorded.id);
    if (current === undefined) {
      throw new OperatingError('NOT_FOUND', 'the record of this run is gone', { retryable: false });
    }
    run = current;
    tell(run);
  };
  const watch = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await clock.sleep(LOOK_MS, over.signal);
      // The store may be away for a while; the run's own writes wait for it.
      await look().catch(() => undefined);
    }
  };

  tell(run);
  const watching = watch();
  try {
    while (!FINAL_RUN_STATES.includes(run.state)) {
      if (cancel.aborted) await store.requestCancel(run.id, 'cli', clock.now());
      const now = clock.now();
      const claimed = await store.claimRun(run.id, identity, now + CLAIM_TTL_MS, now);
      if (claimed === undefined) await clock.sleep(LOOK_MS);
      else await executor.drive(claimed, cancel);
      await look();
    }
  } finally {
    over.abort();
    await watching;
  }
  tell(run);
  return run;
}
