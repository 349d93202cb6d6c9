import type { LookContext } from './look-context.ts';

/** What stands in place of an answer that did not come. */
export const TOO_LATE = Symbol('too late');

/**
 * Waits for an answer at most so long, and no longer than the signal lets it. Whoever asks closes what it waited
 * for: a late answer, and a late failure, go nowhere.
 */
export async function inTime<T>(
  work: Promise<T>,
  ms: number,
  { clock, signal }: Pick<LookContext, 'clock' | 'signal'>,
): Promise<T | typeof TOO_LATE> {
  const over = new AbortController();
  work.catch(() => undefined);
  try {
    return await Promise.race([
      work,
      clock.sleep(ms, AbortSignal.any([signal, over.signal])).then((): typeof TOO_LATE => TOO_LATE),
    ]);
  } finally {
    over.abort();
  }
}
