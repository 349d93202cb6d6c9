import type { StatementResult } from '../../flink/index.ts';

const KEY = 'sluice.cursor';

/**
 * The position up to which a job reads at least, carried by the job itself as one of its global
 * parameters: whoever follows the job to its end finds it there, also after a restart. As hexadecimal
 * digits, because Flink's map syntax gives `:`, `,` and quotes a meaning.
 *
 * @param given the user's own `pipeline.global-job-parameters`.
 */
export function withCursorStamp(given: string | undefined, cursor: string): string {
  const stamp = `${KEY}:${Buffer.from(cursor, 'utf8').toString('hex')}`;
  return given === undefined || given === '' ? stamp : `${given},${stamp}`;
}

/** Reads the stamp out of a job's parameters; undefined when it has none. */
export function cursorOf(parameters: Readonly<Record<string, string>>): string | undefined {
  const stamp = parameters[KEY];
  return stamp !== undefined && /^(?:[0-9a-f]{2})+$/.test(stamp)
    ? Buffer.from(stamp, 'hex').toString('utf8')
    : undefined;
}

/** The value of the cursor statement: one row with one text, or NULL where there is no row to read. */
export function greatestValue(result: StatementResult): string | undefined {
  const value = result.rows[0]?.[0];
  return typeof value === 'string' && value !== '' ? value : undefined;
}
