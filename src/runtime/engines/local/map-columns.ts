import { formatColumnType } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import type { ColumnPlan } from './coerce-batch.ts';
import type { JobSink } from './resolved-job.ts';
import type { Cell, Column } from './rows.ts';
import { coercerFor } from './types/coerce.ts';

/** How the rows of a source become the rows of a sink. */
export interface Mapping {
  readonly columns: readonly Column[];
  readonly plan: readonly ColumnPlan[];
  /** `id -> order_id, "now" -> seen_at`: for the log. */
  readonly text: string;
}

/**
 * Finds for every sink column the source column that feeds it (`from`, else the same name) or its
 * constant. Throws JOB_FAILED naming the column that the source does not have.
 */
export function mapColumns(source: readonly Column[], sink: JobSink['columns']): Mapping {
  if (sink === '*') {
    const plan = source.map(({ name }, index) => ({ name, index, coerce: passOn }));
    return { columns: source, plan, text: source.map(({ name }) => name).join(', ') };
  }
  const columns: Column[] = [];
  const plan: ColumnPlan[] = [];
  const words: string[] = [];
  for (const { name, type, from, value } of sink) {
    if (value !== undefined && from === undefined) {
      columns.push({ name, type });
      plan.push({ name, index: undefined, constant: value, coerce: coercerFor(type) });
      words.push(`${JSON.stringify(value)} -> ${name}`);
      continue;
    }
    const wanted = from ?? name;
    const index = source.findIndex((column) => column.name === wanted);
    const fed = source[index];
    if (fed === undefined) throw unknownColumn(wanted, source);
    const same =
      type === undefined || (fed.type !== undefined && formatColumnType(type) === formatColumnType(fed.type));
    columns.push({ name, type: type ?? fed.type });
    plan.push({ name, index, coerce: same ? passOn : coercerFor(type) });
    words.push(wanted === name ? name : `${wanted} -> ${name}`);
  }
  return { columns, plan, text: words.join(', ') };
}

/** The value is canonical already. */
function passOn(value: unknown): Cell {
  // Only cells of a batch of this engine come here.
  return value as Cell;
}

function unknownColumn(wanted: string, source: readonly Column[]): OperatingError {
  const known = source.map(({ name }) => name).join(', ');
  return new OperatingError('JOB_FAILED', `the source has no column ${wanted}; it has ${known}`, { retryable: false });
}
