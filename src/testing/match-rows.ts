import type { ColumnType } from '../compiler/index.ts';
import { canonicalCell } from './canonical-cell.ts';
import { isCondition } from './condition.ts';
import { matchValue } from './match-value.ts';

export type ExpectedRow = Readonly<Record<string, unknown>>;

/** Rows as a run has left them. */
export interface ActualRows {
  readonly columns: readonly { readonly name: string; readonly type: ColumnType | undefined }[];
  readonly rows: readonly (readonly unknown[])[];
}

/** How rows differ from the expected ones; indexes from 0. */
export interface RowDifferences {
  /** Pairs that belong together and differ in some columns. */
  readonly changed: readonly {
    readonly expected: number;
    readonly actual: number;
    readonly columns: readonly string[];
  }[];
  readonly missing: readonly number[];
  readonly extra: readonly number[];
}

/**
 * Finds for each expected row one that is like it in the columns that it names; each row is taken once. What is left
 * on both sides is paired where at least one column is alike, most alike first, so that a row that changed is told
 * as that. With `ordered`, rows belong together by their place.
 */
export function matchRows(expected: readonly ExpectedRow[], actual: ActualRows, ordered: boolean): RowDifferences {
  const differing = new Comparison(expected, actual);
  if (ordered) return byPlace(expected.length, actual.rows.length, differing);
  const open = differing.pairEqual();
  const changed: { expected: number; actual: number; columns: readonly string[] }[] = [];
  const free = new Set(open.actual);
  const left = new Set(open.expected);
  for (const candidate of differing.candidates(open.expected, open.actual)) {
    if (!left.has(candidate.expected) || !free.has(candidate.actual)) continue;
    left.delete(candidate.expected);
    free.delete(candidate.actual);
    changed.push(candidate);
  }
  changed.sort((a, b) => a.expected - b.expected);
  return { changed, missing: [...left], extra: [...free] };
}

function byPlace(expected: number, actual: number, rows: Comparison): RowDifferences {
  const both = Math.min(expected, actual);
  const changed = range(0, both)
    .map((index) => ({ expected: index, actual: index, columns: rows.differing(index, index) }))
    .filter(({ columns }) => columns.length > 0);
  return { changed, missing: range(both, expected), extra: range(both, actual) };
}

/** More pairs than this are not looked at one by one: what is left is told as missing and extra. */
const MOST_PAIRS = 250_000;

class Comparison {
  readonly #expected: readonly ExpectedRow[];
  readonly #actual: ActualRows;
  readonly #place: ReadonlyMap<string, number>;

  constructor(expected: readonly ExpectedRow[], actual: ActualRows) {
    this.#expected = expected;
    this.#actual = actual;
    this.#place = new Map(actual.columns.map(({ name }, index) => [name, index]));
  }

  /** Columns in which an expected row and an actual one differ. */
  differing(expected: number, actual: number): readonly string[] {
    return Object.entries(this.#expected[expected] ?? {}).flatMap(([name, cell]) =>
      this.#alike(name, cell, actual) ? [] : [name],
    );
  }

  /** Takes rows that are alike off both sides, and gives the others. */
  pairEqual(): { readonly expected: readonly number[]; readonly actual: readonly number[] } {
    const free = new Set(this.#actual.rows.keys());
    const indexes = new Map<string, Map<string, number[]>>();
    const open: number[] = [];
    for (const [index, row] of this.#expected.entries()) {
      const found = Object.values(row).some(isCondition)
        ? [...free].find((actual) => this.differing(index, actual).length === 0)
        : this.#take(row, free, indexes);
      if (found === undefined) open.push(index);
      else free.delete(found);
    }
    return { expected: open, actual: [...free] };
  }

  candidates(
    expected: readonly number[],
    actual: readonly number[],
  ): { expected: number; actual: number; columns: readonly string[] }[] {
    if (expected.length * actual.length > MOST_PAIRS) return [];
    return expected
      .flatMap((each) =>
        actual.map((other) => ({ expected: each, actual: other, columns: this.differing(each, other) })),
      )
      .filter((pair) => pair.columns.length < Object.keys(this.#expected[pair.expected] ?? {}).length)
      .sort((a, b) => a.columns.length - b.columns.length);
  }

  /** By an index of the rows over the columns that this row names: rows of one shape share it. */
  #take(row: ExpectedRow, free: ReadonlySet<number>, indexes: Map<string, Map<string, number[]>>): number | undefined {
    const names = Object.keys(row);
    const shape = JSON.stringify(names);
    const index = indexes.get(shape) ?? this.#indexBy(names);
    indexes.set(shape, index);
    const key = JSON.stringify(names.map((name) => canonicalCell(row[name], this.#typeOf(name))));
    return index.get(key)?.find((actual) => free.has(actual));
  }

  #indexBy(names: readonly string[]): Map<string, number[]> {
    const index = new Map<string, number[]>();
    for (const [actual] of this.#actual.rows.entries()) {
      const key = JSON.stringify(names.map((name) => canonicalCell(this.#cell(name, actual), this.#typeOf(name))));
      index.set(key, [...(index.get(key) ?? []), actual]);
    }
    return index;
  }

  #alike(name: string, expected: unknown, actual: number): boolean {
    const cell = this.#cell(name, actual);
    if (isCondition(expected)) return matchValue(expected, plainCell(cell)).length === 0;
    const type = this.#typeOf(name);
    return canonicalCell(expected, type) === canonicalCell(cell, type);
  }

  #cell(name: string, actual: number): unknown {
    const place = this.#place.get(name);
    return place === undefined ? undefined : this.#actual.rows[actual]?.[place];
  }

  #typeOf(name: string): ColumnType | undefined {
    const place = this.#place.get(name);
    return place === undefined ? undefined : this.#actual.columns[place]?.type;
  }
}

/** A cell as YAML and JSON can hold it: a number where it is exact, text otherwise. */
export function plainCell(cell: unknown): unknown {
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : cell;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => from + index);
}
