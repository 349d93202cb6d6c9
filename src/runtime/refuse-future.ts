import type { Artefact } from '../compiler/index.ts';
import { previousFireTime } from '../time/index.ts';
import { OperatingError } from './errors.ts';

/**
 * Throws INVALID_REQUEST for a fire that is yet to come. Its window is not over, and the cursor would stay at it: it never goes back to
 * an older fire, so that each run until then would read the same rows.
 */
export function refuseFuture({ name, schedule }: Artefact['pipeline'], fireTime: number, now: number): void {
  if (fireTime <= now) return;
  const due = previousFireTime(schedule, now + 1);
  throw new OperatingError(
    'INVALID_REQUEST',
    `the fire of ${new Date(fireTime).toISOString()} of \`${name}\` is yet to come`,
    {
      retryable: false,
      help:
        due === undefined
          ? 'without a fire time it runs for now'
          : `the last fire until now is ${new Date(due).toISOString()}`,
    },
  );
}
