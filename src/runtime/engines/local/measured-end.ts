import type { JobContext } from './job-context.ts';
import type { Settings } from './resolved-job.ts';
import type { RowsOf } from './source-sql.ts';

/** One end of a movement that is asked for its rows. It holds secrets in `connection`. */
export interface MeasuredEnd {
  readonly connector: string;
  readonly connection: Settings;
  /** Undefined = what the query of `rows` gives. */
  readonly table: string | undefined;
  readonly rows: RowsOf;
  readonly sums: readonly string[];
  /** As people are told of it: `the source`. */
  readonly name: string;
}

/** What asking an end may use. */
export type EndContext = Pick<JobContext, 'signal' | 'clock' | 'projectRoot'>;

/** A sum as every database would write it: without zeros at the end of a fraction. */
export function exactNumber(value: unknown): string | null {
  if (value === null || value === undefined) return null;
  const text = String(value);
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text;
}
