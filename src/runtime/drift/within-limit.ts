import { OperatingError } from '../errors.ts';
import type { Clock } from '../ports/index.ts';

/** What `work` gives, but no later than after `ms` or the signal. Throws ENGINE_UNREACHABLE where it takes longer. */
export async function withinLimit<T>(
  clock: Clock,
  ms: number,
  work: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  const done = new AbortController();
  const end = signal === undefined ? done.signal : AbortSignal.any([done.signal, signal]);
  const late = clock.sleep(ms, end).then((): never => {
    throw new OperatingError('ENGINE_UNREACHABLE', `it gave no answer within ${ms} ms`, { retryable: true });
  });
  // The sleep ends with the work, when nobody waits for it any more.
  late.catch(() => undefined);
  try {
    return await Promise.race([work(), late]);
  } finally {
    done.abort();
  }
}
