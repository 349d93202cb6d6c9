import type { RefusedRow, Refusals } from './refusals.ts';
import type { Batch, RawBatch, Row } from './rows.ts';
import type { Coercer } from './types/coerce.ts';
import { Refusal } from './types/refusal.ts';

/** Where the value of a column comes from: a place in the raw row, or a constant. */
export interface ColumnPlan {
  readonly name: string;
  readonly index: number | undefined;
  readonly constant?: unknown;
  readonly coerce: Coercer;
}

/**
 * Lays out rows by a plan, every value in its canonical form. A row with a value that does not fit is
 * left out and entered into the book of refusals, which may end the job.
 */
export function coerceBatch(
  batch: RawBatch,
  plan: readonly ColumnPlan[],
  at: 'source' | 'sink',
  refusals: Refusals,
): Batch {
  const { rows, numbers, unit } = batch;
  const kept: Row[] = [];
  const keptNumbers: number[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const raw = rows[index];
    const number = numbers[index];
    if (raw === undefined || number === undefined) continue;
    const row = coerceRow(raw, plan, (refused) => refusals.refuse({ ...refused, at, row: number, unit }));
    if (row === undefined) continue;
    kept.push(row);
    keptNumbers.push(number);
  }
  return { rows: kept, numbers: keptNumbers, unit };
}

function coerceRow(
  raw: readonly unknown[],
  plan: readonly ColumnPlan[],
  refuse: (refused: Pick<RefusedRow, 'column' | 'value' | 'why'>) => void,
): Row | undefined {
  const row: Row = [];
  for (const column of plan) {
    const value = column.index === undefined ? column.constant : raw[column.index];
    const cell = column.coerce(value);
    if (cell instanceof Refusal) {
      refuse({ column: column.name, value, why: cell.why });
      return undefined;
    }
    row.push(cell);
  }
  return row;
}

/** Rows with consecutive numbers. */
export function numbered<R extends RawBatch['rows']>(rows: R, first: number): RawBatch & { readonly rows: R } {
  return { rows, numbers: Array.from({ length: rows.length }, (_, index) => first + index), unit: 'row' };
}
