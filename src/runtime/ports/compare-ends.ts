import type { Template } from '../../compiler/index.ts';

/** What one end of a movement says of its rows. */
export interface EndMeasure {
  readonly rows: bigint;
  /** Exact, without zeros at the end of a fraction; null where there is no value to sum up. */
  readonly sums: readonly (string | null)[];
}

/** Which ends are asked, and for which rows. */
export interface EndsQuestion {
  /** A `LocalComparison` (compiler/targets), bound. */
  readonly comparison: Template;
  /** Of the incremental column, where there is one: rows after the first, up to and at the second. Absent `after` = from the first row on. */
  readonly after: string | undefined;
  readonly until: string | undefined;
  readonly signal: AbortSignal;
}

/**
 * Asks both ends of a movement for their rows, the source first. Reads only. Throws operating errors: retryable where an end did not
 * answer; no message has a secret in it.
 */
export type MeasureEnds = (
  question: EndsQuestion,
) => Promise<{ readonly source: EndMeasure; readonly sink: EndMeasure }>;
