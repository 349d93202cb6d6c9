import { toOperatingError } from '../../errors.ts';
import type { LeaseKeeper, LeaseTiming } from '../lease-loop.ts';
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
  let renewing = false;

  /** The answer of Redis; undefined while it is away. It is asked again once in a time to live, as it may hang. */
  async function ask<T>(question: () => Promise<T>): Promise<T | undefined> {
    if (awaySince !== undefined && clock.monotonic() - awaySince < ttlMs) return undefined;
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
      if (awaySince === undefined) log.warn(told, { code, reason, help, ...error.fields });
      awaySince = clock.monotonic();
      return undefined;
    }
  }

  async function release(): Promise<void> {
    await ask(() => redis.release()).catch(() => undefined);
  }

  /** Keeps the key, or takes it back after Redis was away or flushed. Another's is let be: he finds no row to lead with. */
  function keepKey(): void {
    if (renewing) return;
    renewing = true;
    ask(() => redis.acquire())
      .catch(() => undefined)
      .finally(() => (renewing = false));
  }

  return {
    async acquire() {
      if ((await ask(() => redis.acquire())) === 0) return undefined;
      let got: { readonly fence: number } | undefined;
      try {
        got = await row.acquire();
      } finally {
        if (got === undefined) await release();
      }
      return got;
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
      row.close();
      redis.close();
    },
  };
}
