import type { StatementResult } from '../../flink/index.ts';
import { stampOf, withStamp } from '../flink-jobs/index.ts';

const KEY = 'sluice.cursor';

/**
 * The position up to which a job reads at least, carried by the job itself: whoever follows the job to its end finds it there,
 * also after a restart.
 *
 * @param given the user's own `pipeline.global-job-parameters`.
 */
export function withCursorStamp(given: string | undefined, cursor: string): string {
  return withStamp(given, KEY, cursor);
}

/** Reads the stamp out of a job's parameters; undefined when it has none. */
export function cursorOf(parameters: Readonly<Record<string, string>>): string | undefined {
  return stampOf(parameters, KEY);
}

/** The value of the cursor statement: one row with one text, or NULL where there is no row to read. */
export function greatestValue(result: StatementResult): string | undefined {
  const value = result.rows[0]?.[0];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
