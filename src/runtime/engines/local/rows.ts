import type { ColumnType } from '../../../compiler/index.ts';

/**
 * A value on its way from a source to a sink, in the canonical form of its column's type: bool as
 * boolean; int8 to int32 as number, int64 as bigint; float as number; decimal, date, time, timestamp,
 * timestamptz, json and string as text (see types/); bytes as Uint8Array. No value ever passes through
 * a `Date`, so no zone of the host and no millisecond limit touches it.
 */
export type Cell = null | boolean | number | bigint | string | Uint8Array;

export type Row = Cell[];

/** A column on its way; type undefined = nobody said and the source does not know: cells as they came. */
export interface Column {
  readonly name: string;
  readonly type: ColumnType | undefined;
}

/** Rows as a driver or a file gave them, with their numbers (from 1) and what the numbers count. */
export interface RawBatch {
  readonly rows: readonly (readonly unknown[])[];
  readonly numbers: readonly number[];
  readonly unit: 'row' | 'line';
}

/** Some rows in the order of the source, every cell canonical. */
export interface Batch extends RawBatch {
  readonly rows: readonly Row[];
}

/** How many rows travel together; between two batches other work of the process gets its turn. */
export const BATCH_ROWS = 1000;

/** An opened source. `cursor` is the position of the last row that was read, once all batches are. */
export interface RowSource {
  readonly columns: readonly Column[];
  batches(): AsyncIterable<Batch>;
  cursor(): string | undefined;
  close(): Promise<void>;
}

/**
 * An opened sink. Nothing that `write` did can be seen by others before `commit` (a connector says
 * where it cannot promise that); `abort` undoes it and never throws.
 */
export interface RowSink {
  write(batch: Batch): Promise<void>;
  commit(): Promise<void>;
  abort(): Promise<void>;
}

/** About how many bytes a row takes; for metrics and the rate limit. */
export function sizeOfRow(row: readonly Cell[]): number {
  let size = 0;
  for (const cell of row) {
    if (cell === null) size += 1;
    else if (typeof cell === 'string' || cell instanceof Uint8Array) size += cell.length;
    else size += 8;
  }
  return size;
}
