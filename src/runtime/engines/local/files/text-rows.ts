import type { JobColumn } from '../resolved-job.ts';
import type { Column, RawBatch } from '../rows.ts';

/** Rows of a text file before their values are looked at. */
export interface TextRows {
  readonly columns: readonly Column[];
  batches(): AsyncIterable<RawBatch>;
  /** Lets go of the file, wherever the reading stands. */
  close(): Promise<void>;
}

/** Enters a line that is no row at all into the book of refusals. */
export type RefuseLine = (line: number, why: string) => void;

/** Which columns of a file are wanted: the declared ones, or (for SQL over the file) all of them. */
export interface Wanted {
  readonly declared: readonly JobColumn[] | '*';
  readonly all: boolean;
}
