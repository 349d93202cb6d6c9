import { toOperatingError } from '../../errors.ts';
import type { Acquired, LeaseKeeper, LeaseTiming } from '../lease-loop.ts';
import type { RedisKey } from './redis-key.ts';

/**
 * A lease that outlives Redis. Who leads holds the store's row always, and the key of Redis where that can be had: the
 * row decides, the key spares the store the questions of those who stand by. So it does not matter who reaches Redis
 * and who does not, nor how often it comes and goes: there is one row.
 */
export function createFallbackKeeper(
  redis: RedisKey,
  row: LeaseKeeper,
  { ttlMs, clock, log }: LeaseTiming,
): LeaseKeeper {
  let everReached = false;
  let awaySince: number | undefined;
  let asking = false;
  let closed = false;

  /**
   * The answer of Redis; undefined while it is away. It is asked again once in a time to live, as it may hang, and not while it
   * owes an answer.
   */
  async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    if (asking || (awaySince !== undefined && clock.monotonic() - awaySince < ttlMs)) return undefined;
    asking = true;
    try {
      const answer = await question();
      if (awaySince !== undefined) log.info('Redis answers again');
      awaySince = undefined;
      everReached = true;
      return answer;
    } catch (thrown) {
      const error = toOperatingError(thrown);
      // A login that is refused from the start is a mistake in the configuration: no outage that is to be outlived.
      if (!error.retryable && !everReached) throw error;
      const { code, message: reason, help } = error;
      const told = 'Redis is away: the lease goes on in the store alone';
      if (awaySince === undefined && !closed) log.warn(told, { code, reason, help, ...error.fields });
      awaySince = clock.monotonic();
      return undefined;
    } finally {
      asking = false;
    }
  }

  /** What Redis says within a moment. A silent one is no reason to wait: the row decides. */
  async function atOnce<T>(answer: Promise<T>): Promise<T | undefined> {
    const over = new AbortController();
    answer.catch(() => undefined);
    try {
      return await Promise.race([answer, clock.sleep(ttlMs / 10, over.signal).then(() => undefined)]);
    } finally {
      over.abort('answered');
    }
  }

  async function release(): Promise<void> {
    await ask(() => redis.release()).catch(() => undefined);
  }

  /** Keeps the key, or takes it back after Redis was away or flushed. Another's is let be: he finds no row to lead with. */
  function keepKey(): void {
    ask(() => redis.acquire()).catch(() => undefined);
  }

  return {
    async acquire() {
      closed = false;
      const key = ask(() => redis.acquire());
      if ((await atOnce(key)) === 0) return undefined;
      const askedAt = clock.monotonic();
      let got: Acquired | undefined;
      try {
        got = await row.acquire();
      } finally {
        // Who has the key and not the row keeps the others from neither.
        if (got === undefined) key.then(() => (closed ? undefined : release())).catch(() => undefined);
      }
      return got === undefined ? undefined : { ...got, askedAt };
    },
    async renew(fence) {
      const renewed = await row.renew(fence);
      if (renewed) keepKey();
      return renewed;
    },
    async release(fence) {
      await Promise.all([row.release(fence), release()]);
    },
    holder: () => row.holder(),
    close() {
      closed = true;
      row.close();
      redis.close();
    },
  };
}
