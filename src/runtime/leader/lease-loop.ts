import { OperatingError, toOperatingError } from '../errors.ts';
import type { Clock, Lease, Log } from '../ports/index.ts';

export interface LeaseTiming {
  /** How long a lease is good without a renewal, in milliseconds. Renewed at a third, given up at two thirds. */
  readonly ttlMs: number;
  /** How often one who does not lead tries to; a thirtieth of the time to live by default: a handover takes no longer. */
  readonly pollMs?: number;
  readonly clock: Clock;
  readonly log: Log;
  /** What the lease is for, as the log says it: who "can" and who "does" it; leading by default. */
  readonly duty?: { readonly can: string; readonly does: string };
}

/** Where a lease is kept. Any call may fail or hang. */
export interface LeaseKeeper {
  /** Undefined = somebody else holds it. */
  acquire(): Promise<Acquired | undefined>;
  /** False = it is no longer ours. */
  renew(fence: number): Promise<boolean>;
  release(fence: number): Promise<void>;
  /** Who holds it now, for people; undefined = nobody. */
  holder(): Promise<string | undefined>;
  close(): void;
}

/** A lease that was had. */
export interface Acquired {
  readonly fence: number;
  /** When it was asked for, by the monotonic clock, where that was later than the call. */
  readonly askedAt?: number;
}

type Changed = Parameters<Lease['hold']>[1];

interface Term {
  readonly fence: number;
  /** When the last successful renewal was asked for, by the monotonic clock: never when it was answered. */
  renewedAt: number;
}

/** In place of an answer that comes too late to count, or after the end was asked for. */
const LATE = Symbol('late');

/** Longest wait between two tries while the keeper cannot be reached. */
const MAX_BACKOFF_MS = 5_000;

/** The rules of leading, whoever keeps the lease. */
export function createLease(timing: LeaseTiming, keeper: LeaseKeeper): Lease {
  const { ttlMs, clock, log, duty = { can: 'lead', does: 'leads' } } = timing;
  const pollMs = timing.pollMs ?? Math.ceil(ttlMs / 30);
  const safeMs = (ttlMs * 2) / 3;
  let term: Term | undefined;
  let everReached = false;
  /** How often the lease was asked for. */
  let asked = 0;
  let ended = false;
  let isHolding = false;
  let asking: Promise<string | undefined> | undefined;

  const remaining = (of: Term): number => of.renewedAt + safeMs - clock.monotonic();

  async function inTime<T>(answer: Promise<T>, ms: number, signal?: AbortSignal): Promise<T | typeof LATE> {
    const over = new AbortController();
    const end = (): void => over.abort('ended');
    signal?.addEventListener('abort', end, { once: true });
    if (signal?.aborted === true) end();
    const late = clock.sleep(Math.max(0, ms), over.signal).then((): typeof LATE => LATE);
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, late]);
    } finally {
      signal?.removeEventListener('abort', end);
      over.abort('answered');
    }
  }

  async function acquire(signal: AbortSignal): Promise<Term | undefined> {
    const number = ++asked;
    const calledAt = clock.monotonic();
    const answer = keeper.acquire();
    const got = await inTime(answer, safeMs, signal);
    if (got === LATE) {
      void giveBack(answer, number);
      if (signal.aborted) return undefined;
      throw unanswered(safeMs);
    }
    everReached = true;
    if (got === undefined) return undefined;
    const fresh: Term = { fence: got.fence, renewedAt: got.askedAt ?? calledAt };
    if (remaining(fresh) > 0) return fresh;
    // Held up on the way: by now the lease may be another's.
    await inTime(keeper.release(got.fence), ttlMs / 3, signal).catch(() => undefined);
    return undefined;
  }

  /** What is had too late is nobody's term. Where it was asked for again since, the later answer is the one that holds. */
  async function giveBack(answer: Promise<Acquired | undefined>, number: number): Promise<void> {
    const got = await answer.catch(() => undefined);
    if (got !== undefined && number === asked) await keeper.release(got.fence).catch(() => undefined);
    // What was asked of a keeper that is closed opened it again.
    if (ended) keeper.close();
  }

  /** Renews until it is lost or the signal is aborted; says why it ended. */
  async function lead(current: Term, signal: AbortSignal): Promise<string> {
    let failing = false;
    for (;;) {
      const pause = failing ? ttlMs / 12 : current.renewedAt + ttlMs / 3 - clock.monotonic();
      await clock.sleep(Math.max(0, Math.min(pause, remaining(current))), signal);
      if (signal.aborted) return 'released';
      if (remaining(current) <= 0) return 'not renewed in time';
      const askedAt = clock.monotonic();
      try {
        const renewed = await inTime(keeper.renew(current.fence), remaining(current), signal);
        if (renewed === LATE) return signal.aborted ? 'released' : 'not renewed in time';
        if (!renewed) return 'taken by another process';
        current.renewedAt = askedAt;
        failing = false;
      } catch (thrown) {
        if (!failing) log.warn('the lease could not be renewed; trying on while it lasts', fieldsOf(thrown));
        failing = true;
      }
    }
  }

  async function giveUp(current: Term, reason: string, changed: Changed): Promise<void> {
    term = undefined;
    changed({ held: false, reason });
    // A courtesy: without it the next leader waits for the lease to pass.
    await inTime(
      keeper.release(current.fence).catch(() => undefined),
      ttlMs / 3,
    );
  }

  /**
   * Says once, before the first term, for whom this process stands by. Only after a whole time to live: what
   * a process that died has left behind has passed by then.
   */
  async function standBy(since: number, signal: AbortSignal): Promise<boolean> {
    if (clock.monotonic() - since < ttlMs) return false;
    const holder = await inTime(keeper.holder(), ttlMs / 3, signal).catch(() => undefined);
    if (holder === undefined || holder === LATE) return false;
    log.info(`standing by: ${holder} ${duty.does}`);
    return true;
  }

  /** Of who only looks, the keeper is opened for one answer. */
  async function askHolder(): Promise<string | undefined> {
    try {
      const answer = await inTime(keeper.holder(), ttlMs / 3);
      if (answer === LATE) throw unanswered(ttlMs / 3);
      return answer;
    } finally {
      asking = undefined;
      if (!isHolding) keeper.close();
    }
  }

  return {
    holder: () => (asking ??= askHolder()),
    get held() {
      return term !== undefined && remaining(term) > 0;
    },
    get fence() {
      return term !== undefined && remaining(term) > 0 ? term.fence : undefined;
    },
    async hold(signal, changed) {
      ended = false;
      isHolding = true;
      let failures = 0;
      let settled = false;
      const since = clock.monotonic();
      try {
        while (!signal.aborted) {
          let wait = pollMs;
          try {
            term = await acquire(signal);
            failures = 0;
            settled ||= term !== undefined || (await standBy(since, signal));
          } catch (thrown) {
            const error = toOperatingError(thrown);
            // A login that is refused from the start is a mistake in the configuration: waiting mends nothing.
            if (!error.retryable && !everReached) throw error;
            if (failures === 0) log.warn(`nobody can ${duty.can}: the lease cannot be asked for`, fieldsOf(error));
            failures += 1;
            wait = Math.min(pollMs * 2 ** Math.min(failures, 10), MAX_BACKOFF_MS);
          }
          if (term === undefined) {
            await clock.sleep(wait, signal);
            continue;
          }
          changed({ held: true, fence: term.fence, reason: 'acquired' });
          const current = term;
          await giveUp(current, await lead(current, signal), changed);
        }
      } finally {
        ended = true;
        isHolding = false;
        keeper.close();
      }
    },
  };
}

function unanswered(ms: number): OperatingError {
  return new OperatingError('LEASE_UNREACHABLE', `who keeps the lease has not answered for ${Math.round(ms)} ms`, {
    retryable: true,
    help: 'check the database, Redis where it is used, and the network to them: an answer takes some milliseconds',
  });
}

function fieldsOf(thrown: unknown): Readonly<Record<string, unknown>> {
  const error: OperatingError = toOperatingError(thrown);
  return { code: error.code, reason: error.message, help: error.help, ...error.fields };
}
