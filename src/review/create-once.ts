import { ForgeError } from './forge-error.ts';
import type { ReviewClock } from './review-clock.ts';

const ATTEMPTS = 4;
/** What was created may be seen a little later only. */
const WAIT_MS = 2_000;

/**
 * Creates something that must not be there twice. Where the answer did not come, it is looked for before it is created
 * again. Gives what `find` found or `create` made.
 */
export async function createOnce<T>(
  clock: ReviewClock,
  create: () => Promise<T>,
  find: () => Promise<T | undefined>,
): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await create();
    } catch (error) {
      if (!(error instanceof ForgeError) || error.kind !== 'uncertain' || attempt === ATTEMPTS) throw error;
      await clock.sleep(WAIT_MS * attempt);
      const found = await find();
      if (found !== undefined) return found;
    }
  }
}
