import type { CompiledArtefact } from '../compiler/index.ts';
import { createEngines, ENGINE_TYPES } from './create-engines.ts';
import { createMeasureEnds } from './create-measure-ends.ts';
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
  tellLostLines,
} from './observe/index.ts';
import { FINAL_RUN_STATES, type Clock, type ProcessRecord, type RunRecord, type Store } from './ports/index.ts';
import { isLeft } from './is-left.ts';
import { openStore } from './open-store.ts';
import type { RuntimeOptions } from './runtime-options.ts';
import { refuseBefore1970 } from './refuse-before-1970.ts';
import { refuseFrozen } from './refuse-frozen.ts';
import { refuseFuture } from './refuse-future.ts';
import { takeOverDead } from './take-over-dead.ts';
import { windowOfFire } from './window-of-fire.ts';

/** One run of one compiled pipeline, and where it is put on record. */
export interface ExecuteRunOptions extends Pick<
  RuntimeOptions,
  'projectRoot' | 'stateDir' | 'store' | 'log' | 'clock' | 'random' | 'processEnvironment' | 'waitForStoreMs'
> {
  readonly compiled: CompiledArtefact;
  /** All that was compiled with it: says where the window of a dependent begins whose upstreams were never deployed. */
  readonly compiledWith?: readonly CompiledArtefact[];
  /** UTC milliseconds, not in the future. */
  readonly fireTime: number;
  /** None = for a fire that is on record: those of its run. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Also when that fire has succeeded already. */
  readonly again?: boolean;
  /** Also while a freeze lets nothing of the pipeline start. */
  readonly duringFreeze?: boolean;
  /** Cancels the run; the promise still resolves, with the run as it ended. */
  readonly signal?: AbortSignal;
  /** Hears the record whenever it has changed. */
  readonly onChange?: (run: RunRecord) => void;
}

/** A run as it ended. */
export interface ExecutedRun {
  readonly run: RunRecord;
  /** False: this fire had succeeded before, and nothing was done. */
  readonly executed: boolean;
}

/** How often the record is looked at while somebody else, or a job, is at it. */
const LOOK_MS = 150;
/** Who asks, for the audit. */
const ACTOR = 'cli';

/**
 * Puts one fire of a compiled pipeline on record and runs it in this process to its end, retries
 * included. Where another process has claimed it first, this one follows it. A fire that is on record
 * and over is run once more, as a new attempt of its run and with what is compiled now; one that has
 * succeeded only when asked (`again`). Other runs of the pipeline that a process has left without a word are taken to their ends before,
 * where nothing serves here that would: nothing else could start beside them. An incremental run takes the pipeline's cursor, deployed or not; run
 * once more it reads from where its first attempt began, so that it repeats that fire's work.
 */
export async function executeRun(options: ExecuteRunOptions): Promise<ExecutedRun> {
  const clock = options.clock ?? createSystemClock();
  const random = options.random ?? createSystemRandom();
  const identity = processIdentity();
  const store = await openStore(options.store, clock, options.log, options.waitForStoreMs);
  const jobLogs = createJobLogs(options.stateDir, clock, { onLost: tellLostLines(options.log) });
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
      scope: options.compiled.artefact,
      engines,
      measureEnds: createMeasureEnds({
        projectRoot: options.projectRoot,
        clock,
        processEnvironment: options.processEnvironment ?? process.env,
      }),
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
    const parts = { store, clock, executor, identity };
    refuse(options, clock.now());
    await finishLeft(parts, options);
    const run = await recordRun(store, clock, random.id(clock.now()), options);
    if (run.state === 'succeeded') return { run, executed: false };
    return { run: await toEnd(run, parts, options), executed: true };
  } finally {
    for (const closer of closers) await closer();
  }
}

/** Throws for a fire that cannot be run at all, or not now. */
function refuse({ compiled, fireTime, duringFreeze }: ExecuteRunOptions, now: number): void {
  const { pipeline } = compiled.artefact;
  refuseFuture(pipeline, fireTime, now);
  refuseBefore1970(fireTime);
  if (duringFreeze !== true) refuseFrozen(pipeline, now);
}

/** The run to be followed to its end; a succeeded one is not to be run. */
async function recordRun(store: Store, clock: Clock, id: string, options: ExecuteRunOptions): Promise<RunRecord> {
  const { compiled, fireTime, parameters } = options;
  const { project, environment, pipeline } = compiled.artefact;
  const key = { project, environment, pipeline: pipeline.name };
  const now = clock.now();
  // a freeze may have begun while what was left was finished
  refuse(options, now);
  await store.putArtefact(compiled, now);
  const { run, created } = await store.recordFire(
    undefined,
    {
      key,
      fireTime,
      previousFireTime: await windowOfFire(store, key, pipeline, fireTime, options.compiledWith),
      trigger: 'manual',
      artefactDigest: compiled.digest,
      parameters,
      state: 'scheduled',
      actor: ACTOR,
      isAlone: pipeline.overlap !== 'allow',
      ...freezeMark(options),
    },
    id,
    now,
  );
  if (run.state === 'waiting') {
    throw new OperatingError(
      'STORE_CONFLICT',
      `this fire is on record and waits: ${run.reason?.message ?? 'for its turn'}`,
      {
        retryable: true,
        help: 'a running `sluice serve` starts it when its turn comes; `--fire T` runs another fire',
      },
    );
  }
  if (created || !FINAL_RUN_STATES.includes(run.state)) return run;
  const reopening = {
    actor: ACTOR,
    again: options.again ?? false,
    isAlone: pipeline.overlap !== 'allow',
    ...freezeMark(options),
    artefactDigest: compiled.digest,
    ...(Object.keys(parameters).length === 0 ? {} : { parameters }),
  };
  return (await store.reopenRun(run.id, reopening, now))?.run ?? run;
}

function freezeMark({ duringFreeze }: ExecuteRunOptions): { readonly duringFreeze?: boolean } {
  return duringFreeze === true ? { duringFreeze } : {};
}

interface Parts {
  readonly store: Store;
  readonly clock: Clock;
  readonly executor: Executor;
  readonly identity: string;
}

/** Takes to their ends the runs of the pipeline that nobody drives any more, oldest fire first. */
async function finishLeft(
  parts: Parts,
  { compiled: { artefact }, fireTime, log, signal }: ExecuteRunOptions,
): Promise<void> {
  const { store, clock } = parts;
  const { project, environment, pipeline, engine } = artefact;
  const open = await store.openRuns({ project, environment, pipeline: pipeline.name });
  const now = clock.now();
  const left = open.filter((run) => run.fireTime !== fireTime && isLeft(run, now));
  if (left.length === 0) return;
  const processes = await store.listProcesses(now);
  const serves = (one: ProcessRecord): boolean =>
    one.project === project &&
    one.environment === environment &&
    one.roles.includes('execute') &&
    one.silentMs < CLAIM_TTL_MS;
  if (processes.some(serves)) return;
  for (const run of left) {
    // one of another engine needs what is not there
    if ((await store.getArtefact(run.artefactDigest))?.artefact.engine.type !== engine.type) continue;
    const { state } = await toEnd(run, parts, signal === undefined ? {} : { signal });
    log.warn('finished a run that a process had left', { run: run.id, pipeline: pipeline.name, state });
  }
}

async function toEnd(
  recorded: RunRecord,
  parts: Parts,
  options: Pick<ExecuteRunOptions, 'signal' | 'onChange'>,
): Promise<RunRecord> {
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
      if (cancel.aborted) await store.requestCancel(run.id, ACTOR, clock.now());
      const now = clock.now();
      const claimed = await store.claimRun(run.id, identity, now + CLAIM_TTL_MS, now);
      if (claimed !== undefined) await executor.drive(claimed, cancel);
      else if (!(await executor.adopt(run, cancel))) await clock.sleep(LOOK_MS);
      await look();
    }
  } finally {
    over.abort();
    await watching;
  }
  tell(run);
  return run;
}
