import { toOperatingError } from '../errors.ts';
import type { Clock, Drain, Log, ProcessFacts, Store } from '../ports/index.ts';

export interface PresenceDependencies {
  readonly store: Pick<Store, 'beat' | 'forgetSilent' | 'leave'>;
  readonly clock: Clock;
  readonly log: Log;
  /** Told of each sign of life whether it was written. */
  readonly metrics: { present(isHeard: boolean): void };
  /** This process; the name of the project may become known later. */
  readonly facts: () => Omit<ProcessFacts, 'drained'>;
  /** True once nothing can be taken any more by who was told of the drain. */
  readonly isIdle: () => boolean;
  /** Called when the process is drained, or no longer. */
  readonly changed: () => void;
}

/** Tells others that this process is there, and learns whether it is drained. */
export interface Presence {
  /** What keeps this process from taking runs: until it has once heard whether it is drained, that is a reason too. */
  readonly drain: Pick<Drain, 'handOver'> | undefined;
  /**
   * Since when others do not hear that it is there, UTC milliseconds: the time of the last sign that they have; undefined = they hear it,
   * or it was not tried yet.
   */
  readonly unheardSince: number | undefined;
  /** Says once that it is there; what goes wrong is tried again by `run`. */
  beat(): Promise<void>;
  /** Beats until aborted, and strikes the process off then. */
  run(signal: AbortSignal): Promise<void>;
}

/** How often a process tells that it lives, in milliseconds: a drain is read as often. */
export const PRESENCE_BEAT_MS = 2_000;

/** How often those that were not heard of for long are looked for, in milliseconds. */
const FORGET_EVERY_MS = 10 * 60_000;

const UNHEARD = { handOver: false };

export function createPresence(deps: PresenceDependencies): Presence {
  const { store, clock, log, metrics, facts, isIdle, changed } = deps;
  let drain: Drain | undefined;
  let isHeard = false;
  /** The time in the last sign that is known to be written; before the first one, that of the first try. */
  let lastSign: number | undefined;
  let unheardSince: number | undefined;

  const note = (now: Drain | undefined): void => {
    const before = drain;
    drain = now;
    if (before?.askedAt === now?.askedAt && before?.target === now?.target) return;
    if (now === undefined) log.info('this process takes runs again');
    else {
      const { target, actor, reason, handOver } = now;
      log.info('drained: this process takes no new runs', { target, actor, reason, handOver });
    }
    changed();
  };

  const beat = async (): Promise<void> => {
    const now = clock.now();
    lastSign ??= now;
    try {
      const heard = await store.beat({ ...facts(), drained: drain !== undefined && isIdle() }, now);
      isHeard = true;
      lastSign = now;
      if (unheardSince !== undefined) log.info('signs of life are written again');
      unheardSince = undefined;
      metrics.present(true);
      note(heard);
    } catch (thrown) {
      const { code, message } = toOperatingError(thrown);
      if (unheardSince === undefined)
        log.warn('others do not hear that this process is there, trying again', { code, message });
      unheardSince ??= lastSign;
      metrics.present(false);
    }
  };

  return {
    get drain() {
      return isHeard ? drain : UNHEARD;
    },
    get unheardSince() {
      return unheardSince;
    },
    beat,
    async run(signal) {
      let forgetAt = clock.monotonic();
      while (!signal.aborted) {
        await beat();
        if (clock.monotonic() >= forgetAt) {
          forgetAt += FORGET_EVERY_MS;
          // what is not forgotten now is forgotten later
          await store.forgetSilent(clock.now()).catch(() => undefined);
        }
        await clock.sleep(PRESENCE_BEAT_MS, signal);
      }
      await store.leave(facts().name).catch(() => undefined);
    },
  };
}
