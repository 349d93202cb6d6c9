import { setMaxListeners } from 'node:events';
import { toOperatingError } from '../errors.ts';
import { createWake, within } from '../observe/index.ts';
import type { RunRecord } from '../ports/index.ts';
import { createArtefactMemory } from './artefact-memory.ts';
import { adoptRun, adoptRuns, type AdoptedRun } from './adopt-runs.ts';
import { DriveControl } from './drive-control.ts';
import { RunDrive } from './drive-run.ts';
import { FirstAttempts } from './first-attempts.ts';
import {
  ADOPT_MS,
  BEAT_MS,
  CLAIM_POLL_MS,
  CLAIM_TTL_MS,
  FINISH_MS,
  LET_GO_MS,
  RENEW_MS,
  SHUTDOWN_STOP_MS,
  type ExecutorDependencies,
} from './executor-context.ts';
import { outlivesExecutor } from './outlives-executor.ts';
import { untilStored } from './until-stored.ts';

/**
 * Runs what is on record: claims runs in batches, drives each through one attempt, beats for its claims,
 * takes over what died with another executor, and stops in the time that it is given.
 */
export interface Executor {
  /** Claims and runs until aborted; then lets jobs finish for as long as it may and hands the rest over. */
  run(signal: AbortSignal): Promise<void>;
  /** Drives one run that this executor has claimed through one attempt, beats included, to its recorded end. */
  drive(run: RunRecord, signal: AbortSignal): Promise<void>;
  /** The same of one whose executor has let its claim pass: its job is followed, or ended as lost. False where the claim holds. */
  adopt(run: RunRecord, signal: AbortSignal): Promise<boolean>;
  /** Runs held now. */
  readonly active: number;
  /** Runs are being taken in this moment. */
  readonly isTaking: boolean;
}

const CONCURRENCY = 4;

interface Drive {
  readonly run: RunRecord;
  readonly control: DriveControl;
  readonly outlives: boolean;
  readonly done: Promise<void>;
}

export function createExecutor(deps: ExecutorDependencies): Executor {
  const { store, clock, log, executor, wake, metrics } = deps;
  const concurrency = deps.concurrency ?? CONCURRENCY;
  const { read: readArtefact, atHand } = createArtefactMemory(store);
  const drives = new Map<string, Drive>();
  let taking = 0;
  /** Runs `work` unless this process is drained: who sees it drained and nothing being taken can count on it. */
  const take = async (work: () => Promise<void>): Promise<void> => {
    if (deps.drain?.() !== undefined) return;
    taking += 1;
    try {
      await work();
    } finally {
      taking -= 1;
    }
  };
  const hardStop = new AbortController();
  // Every run that is held waits on it: as many listeners as runs are no leak, and need no warning on stderr.
  setMaxListeners(0, hardStop.signal);

  const begin = (run: RunRecord, outlives: boolean, work: (drive: RunDrive) => Promise<void>): Promise<void> => {
    const control = new DriveControl(createWake(clock));
    const before = drives.get(run.id);
    const drive = async (): Promise<void> => {
      if (before !== undefined) {
        // The claim had passed, and has come back to us by way of another: the job of old goes first.
        before.control.abandon();
        await before.done;
      }
      await work(new RunDrive(deps, readArtefact, control, hardStop.signal));
    };
    const done = drive()
      .catch((thrown: unknown) => {
        const { code, message } = toOperatingError(thrown);
        log.error('a run was let go of; it is taken up again when its claim has passed', {
          run: run.id,
          code,
          message,
        });
      })
      .finally(() => {
        if (drives.get(run.id)?.control === control) drives.delete(run.id);
        metrics.claims(drives.size);
        wake.wake();
      });
    drives.set(run.id, { run, control, outlives, done });
    metrics.claims(drives.size);
    return done;
  };

  const outlives = async (run: RunRecord): Promise<boolean> => {
    try {
      const artefact = await readArtefact(run.artefactDigest);
      return artefact !== undefined && outlivesExecutor(deps.engines, artefact.engine.type);
    } catch {
      // What cannot be read now is taken for one that ends with us.
      return false;
    }
  };

  /**
   * Whether a run that began with its claim may be given to its engine. A process that was stopped meanwhile finds out here that another
   * one has taken the run over: what is started by a step of its own finds that out by the step.
   *
   * @param askedAt When the claim was asked for, by the monotonic clock.
   */
  const isStillOurs = async (run: RunRecord, askedAt: number): Promise<boolean> => {
    if (clock.monotonic() - askedAt < RENEW_MS) return true;
    const now = clock.now();
    const renew = () => store.renewClaims(executor, [run.id], now + CLAIM_TTL_MS, now);
    const held = await untilStored(renew, 'claim', deps, hardStop.signal);
    if (held.length === 0) log.warn('the claim went to another executor before the start', { run: run.id });
    return held.length > 0;
  };

  const claim = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const free = concurrency - drives.size;
      if (free > 0) {
        try {
          await take(async () => {
            const now = clock.now();
            const askedAt = clock.monotonic();
            const until = now + CLAIM_TTL_MS;
            const first = new FirstAttempts(deps.engines, atHand);
            const runs = await store.claimRuns(deps.scope, executor, deps.engineTypes, free, until, now, {
              labels: deps.labels ?? [],
              begin: first.begin,
            });
            // Each by itself: nobody beats for the claim of a run that is not driven yet.
            await Promise.all(
              runs.map(async (run) => {
                const begun = run.state === 'starting' ? run.attempts.at(-1) : undefined;
                void begin(run, await outlives(run), async (drive) => {
                  if (begun === undefined) await drive.start(run);
                  else if (await isStillOurs(run, askedAt)) await drive.resume(run, begun, first.of(run));
                });
              }),
            );
          });
        } catch (thrown) {
          const { code, message } = toOperatingError(thrown);
          log.warn('nothing could be claimed', { code, message });
        }
      }
      await wake.wait(CLAIM_POLL_MS, signal);
    }
  };

  const beat = async (signal: AbortSignal, adopting: boolean): Promise<void> => {
    let renewedAt = clock.monotonic();
    let adoptedAt = Number.NEGATIVE_INFINITY;
    while (!signal.aborted) {
      try {
        if (clock.monotonic() - renewedAt >= RENEW_MS) {
          const askedAt = clock.monotonic();
          await renew();
          // Only now: a renewal that failed is tried again at the next beat, while the claims still hold.
          renewedAt = askedAt;
        }
        for (const id of await cancelled()) drives.get(id)?.control.stop('cancel');
        if (deps.drain?.()?.handOver === true) handOverMovable();
        if (adopting && clock.monotonic() - adoptedAt >= ADOPT_MS) {
          adoptedAt = clock.monotonic();
          await take(() =>
            adoptRuns(
              deps,
              new Set(drives.keys()),
              () => concurrency - drives.size,
              (run, lives, work) => {
                void begin(run, lives, work);
              },
            ),
          );
        }
      } catch (thrown) {
        const { code, message } = toOperatingError(thrown);
        log.debug('a beat failed', { code, message });
      }
      await clock.sleep(BEAT_MS, signal);
    }
  };

  const renew = async (): Promise<void> => {
    const ids = [...drives.keys()];
    if (ids.length === 0) return;
    const now = clock.now();
    const held = new Set(await store.renewClaims(executor, ids, now + CLAIM_TTL_MS, now));
    for (const id of ids) {
      // One that has just ended is not held either: it is gone from the drives by now.
      const drive = drives.get(id);
      if (drive === undefined || held.has(id)) continue;
      const current = await store.getRun(id);
      if (current === undefined) {
        // somebody has deleted it: nobody else would ever end its job
        log.warn('the run is not on record any more, its job is stopped', { run: id });
        drive.control.stop('cancel');
      } else if (current.executor !== executor && current.executor !== undefined) drive.control.abandon();
    }
  };

  const cancelled = async (): Promise<readonly string[]> =>
    drives.size === 0 ? [] : store.cancelRequested([...drives.keys()]);

  const outliving = (): readonly Drive[] => [...drives.values()].filter((drive) => drive.outlives);

  /** Those that are looked at or handed over in this moment, beside the beats. */
  const handingOver = new Set<Drive>();

  /**
   * Drained: hands over what others find. Nobody waits for it here: until an engine has taken a job its claim is beaten for, and
   * that may take longer than a claim holds.
   */
  const handOverMovable = (): void => {
    for (const drive of outliving()) {
      if (handingOver.has(drive)) continue;
      handingOver.add(drive);
      void (async () => {
        if (await isMovable(drive)) await letGo(drive);
      })()
        .catch((thrown: unknown) => {
          const { code, message } = toOperatingError(thrown);
          log.debug('a run could not be handed over', { run: drive.run.id, code, message });
        })
        .finally(() => handingOver.delete(drive));
    }
  };

  /** Executors of other hosts find it: a process of this one would be taken for lost there, and run twice. */
  const isMovable = async ({ run }: Drive): Promise<boolean> => {
    const engine = (await readArtefact(run.artefactDigest))?.engine;
    return engine !== undefined && deps.engines.get(engine.type).isHostBound?.(engine) !== true;
  };

  /** Lets go of a job that outlives this process, for others to adopt. */
  const letGo = async ({ run, control, done }: Drive): Promise<void> => {
    // What is on record as started and was never given to its engine would be looked for in vain.
    control.leave();
    await done;
    const now = clock.now();
    await store.renewClaims(executor, [run.id], now, now);
  };

  /** Finish in time, else stop and hand back; jobs that outlive us are left to be adopted, at once. */
  const handOver = async (): Promise<void> => {
    await within(clock, LET_GO_MS, Promise.all(outliving().map(letGo))).catch(() => undefined);
    const staying = [...drives.values()];
    // Claims are good for less than runs may be given to finish.
    const over = new AbortController();
    const beating = beat(over.signal, false);
    await within(clock, deps.finishMs ?? FINISH_MS, settled(staying));
    for (const { control, outlives: goesOn } of drives.values()) {
      if (goesOn) control.abandon();
      else control.stop('shutdown');
    }
    await within(clock, SHUTDOWN_STOP_MS + 200, settled(staying));
    hardStop.abort();
    for (const drive of drives.values()) drive.control.abandon();
    over.abort();
    await beating;
  };

  const driveAlone = async ({ run, work }: AdoptedRun, signal: AbortSignal): Promise<void> => {
    const beats = new AbortController();
    const beating = beat(beats.signal, false);
    const done = begin(run, false, work);
    const cancel = (): void => drives.get(run.id)?.control.stop('cancel');
    signal.addEventListener('abort', cancel, { once: true });
    if (signal.aborted) cancel();
    await done;
    signal.removeEventListener('abort', cancel);
    beats.abort();
    await beating;
  };

  return {
    get active() {
      return drives.size;
    },
    get isTaking() {
      return taking > 0;
    },
    async run(signal) {
      await Promise.all([claim(signal), beat(signal, true)]);
      await handOver();
    },
    drive: (run, signal) => driveAlone({ run, work: (drive) => drive.start(run) }, signal),
    async adopt(run, signal) {
      const adopted = await adoptRun(deps, run, await outlives(run));
      if (adopted !== undefined) await driveAlone(adopted, signal);
      return adopted !== undefined;
    },
  };
}

async function settled(drives: readonly Drive[]): Promise<void> {
  await Promise.all(drives.map((drive) => drive.done));
}
