import { OperatingError, toOperatingError } from '../errors.ts';
import type { Clock, Log } from '../ports/index.ts';

const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;

/**
 * Repeats a call of the store until it is back: the job goes on meanwhile, and what it came to is not
 * lost. Throws what repeating cannot mend, and the last error when the signal is aborted.
 */
export async function untilStored<T>(
  call: () => Promise<T>,
  what: string,
  context: { readonly clock: Clock; readonly log: Log },
  signal: AbortSignal,
): Promise<T> {
  for (let failures = 0; ; failures++) {
    try {
      const result = await call();
      if (failures > 0) context.log.info(`${what}: the store is back`);
      return result;
    } catch (thrown) {
      const error = toOperatingError(thrown);
      if (!isStoreTrouble(error) || signal.aborted) throw error;
      if (failures === 0)
        context.log.warn(`${what}: waiting for the store`, { code: error.code, message: error.message });
      await context.clock.sleep(Math.min(LONGEST_BACKOFF_MS, FIRST_BACKOFF_MS * 2 ** failures), signal);
    }
  }
}

function isStoreTrouble(error: OperatingError): boolean {
  return error.retryable && error.code.startsWith('STORE_');
}
