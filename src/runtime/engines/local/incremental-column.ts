import { OperatingError } from '../../errors.ts';
import type { JobSource } from './resolved-job.ts';
import type { Column } from './rows.ts';

/**
 * Follows the incremental column through the rows as the source gives them (they come in its order):
 * the last value that is not null is the new cursor, as text that the source understands exactly.
 * Undefined while no row was read, and in a job that reads a range: the old cursor stays.
 */
export interface CursorTracker {
  /** Looks at raw rows, before any is refused. */
  see(rows: readonly (readonly unknown[])[]): void;
  cursor(): string | undefined;
}

export function trackCursor(incremental: JobSource['incremental'], columns: readonly Column[]): CursorTracker {
  if (incremental === undefined || incremental.until !== undefined) return { see: () => {}, cursor: () => undefined };
  const index = columns.findIndex(({ name }) => name === incremental.column);
  if (index === -1) {
    throw new OperatingError('JOB_FAILED', `the incremental column ${incremental.column} is not among the columns`, {
      retryable: false,
      help: 'Add it to the columns of the source.',
    });
  }
  let last: string | undefined;
  return {
    see(rows) {
      for (let at = rows.length - 1; at >= 0; at -= 1) {
        const value = rows[at]?.[index];
        if (value === null || value === undefined) continue;
        last = String(value);
        return;
      }
    },
    cursor: () => last,
  };
}
