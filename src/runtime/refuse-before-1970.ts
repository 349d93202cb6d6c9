import { OperatingError } from './errors.ts';

/**
 * Throws INVALID_REQUEST for a moment before 1970: there the runs of ranges of cursor values stand, which are run as they are or not at
 * all. As the run of a fire, one would read from the cursor on, move it not, and count as the part of its range.
 */
export function refuseBefore1970(fireTime: number): void {
  if (fireTime >= 0) return;
  throw new OperatingError(
    'INVALID_REQUEST',
    `${new Date(fireTime).toISOString()} is before 1970, when nothing has fired`,
    {
      retryable: false,
      help: 'a run of a range of cursor values is run once more by its id, or by `sluice backfill resume`',
    },
  );
}
