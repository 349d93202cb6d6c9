import type { RefusedRow, Refusals } from './refusals.ts';
import { BATCH_ROWS } from './rows.ts';

/**
 * The book of refused rows of a sample. What a source refuses waits until it is known whether it is among the first rows; only as many
 * are kept as can be. What is refused of the rows that are shown is told at once. Ends no job.
 */
export class RefusedOfSample implements Refusals {
  readonly told: RefusedRow[] = [];
  readonly #limit: number;
  #waiting: RefusedRow[] = [];

  /** @param limit Rows that are read at most. */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get count(): number {
    return this.told.length;
  }

  refuse(row: RefusedRow): void {
    if (row.at !== 'source') this.told.push(row);
    else if (this.#waiting.length < this.#limit + BATCH_ROWS) this.#waiting.push(row);
  }

  /** Numbers of the rows that the source has refused since the last {@link tell}. */
  numbers(): readonly number[] {
    return this.#waiting.map(({ row }) => row);
  }

  /** Tells those that wait up to a row of the source, so many at most, forgets the others, and gives how many were told. */
  tell(last: number, most: number): number {
    const rows = this.#waiting.filter(({ row }) => row <= last).slice(0, most);
    this.#waiting = [];
    this.told.push(...rows);
    return rows.length;
  }
}
