import { closedUntil } from '../../time/index.ts';
import type { WaitingRun } from './awaited-fires.ts';
import type { Look } from './scheduler-context.ts';

/** A deadline behind a freeze whose end is not to be seen is looked at again after so long. */
const DAY_MS = 86_400_000;

/**
 * Lets the starting deadlines of waiting runs count from the end of the last freeze that held them, as those of fires do that are put
 * off: nobody can start what is held.
 */
export async function putOffHeld(
  { deps: { store }, fence, now }: Look,
  held: readonly Pick<WaitingRun, 'run' | 'pipeline' | 'freezes'>[],
): Promise<void> {
  for (const { run, pipeline, freezes } of held) {
    const { startingDeadlineMs } = pipeline;
    if (startingDeadlineMs === undefined || freezes.length === 0) continue;
    const end = closedUntil(freezes, run.createdAt, now);
    if (end !== undefined) await store.putOffDeadline(fence, run.id, Math.min(end, now + DAY_MS) + startingDeadlineMs);
  }
}
