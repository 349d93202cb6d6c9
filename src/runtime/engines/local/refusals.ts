import { OperatingError } from '../../errors.ts';
import type { JobLog } from '../../ports/index.ts';

/** How many refused rows are shown in the log; all of them are counted. */
const LOGGED_REFUSALS = 100;
const SHOWN_CHARACTERS = 60;

/** Where a row was refused: as it was read, or as it was to be written. */
export interface RefusedRow {
  readonly at: 'source' | 'sink';
  /** From 1, in the order of the source (or of the transform's result); a line for csv and jsonl. */
  readonly row: number;
  readonly unit: 'row' | 'line';
  /** Undefined when the sink refused the row as a whole. */
  readonly column: string | undefined;
  readonly value: unknown;
  readonly why: string;
}

/** The book of rows that did not fit: every one counted, the first ones shown, too many end the job. */
export interface Refusals {
  readonly count: number;
  /** Throws ROWS_REFUSED (not retryable) when this is one more than the job allows. */
  refuse(refused: RefusedRow): void;
}

export function createRefusals(allowed: number, log: JobLog): Refusals {
  let count = 0;
  return {
    get count() {
      return count;
    },
    refuse(refused) {
      count += 1;
      const text = describe(refused);
      if (count <= LOGGED_REFUSALS) log(`refused ${text}`);
      if (count === LOGGED_REFUSALS + 1) log('more rows were refused; they are counted and no longer shown');
      if (count <= allowed) return;
      const limit = allowed === 0 ? 'none is allowed' : `${allowed} are allowed`;
      throw new OperatingError(
        'ROWS_REFUSED',
        `${count === 1 ? '1 row was' : `${count} rows were`} refused, ${limit}: ${text}`,
        {
          retryable: false,
          help: 'Correct the data or the type of the column, or allow refused rows with `settings.errorLimit.rows`.',
          fields: { refused: count, allowed },
        },
      );
    },
  };
}

function describe({ at, row, unit, column, value, why }: RefusedRow): string {
  const place = at === 'source' ? `${unit} ${row}` : `${unit} ${row} at the sink`;
  return column === undefined ? `${place}: ${why}` : `${place}, column ${column}: ${show(value)} ${why}`;
}

function show(value: unknown): string {
  if (value instanceof Uint8Array) return `${value.length} bytes`;
  const text = typeof value === 'string' ? JSON.stringify(value) : String(value);
  return text.length <= SHOWN_CHARACTERS ? text : `${text.slice(0, SHOWN_CHARACTERS)}…`;
}
