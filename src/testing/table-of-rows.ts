import {
  didYouMean,
  listWords,
  makeDiagnostic,
  type ColumnType,
  type Diagnostic,
  type Location,
} from '../compiler/index.ts';
import { say } from '../message/index.ts';
import type { RehearsalTable } from '../runtime/index.ts';
import type { GivenRows } from './given-rows.ts';
import type { MovementColumn } from './movement.ts';

/** What a table of a rehearsal is made from. */
export interface TablePlan {
  readonly name: string;
  /** Columns of the pipeline there; '*' = as the rows have them. */
  readonly columns: '*' | readonly MovementColumn[];
  readonly key: readonly string[];
  /** SQL that may name further columns. */
  readonly sql: string;
  /** True: every column of the pipeline must be given by some row. */
  readonly whole: boolean;
  /** Where the rows are asked for. */
  readonly at: Location;
}

/** Lays given rows out as a table; columns that do not fit are in `found`. */
export function tableOfRows(
  plan: TablePlan,
  given: GivenRows,
): { readonly table: RehearsalTable; readonly found: readonly Diagnostic[] } {
  const known = plan.columns === '*' ? [] : plan.columns;
  const named = [...new Set([...known.map(({ name }) => name), ...given.columns])];
  // Without a row nothing says what further columns the SQL means: any word of it may be one.
  const names = given.rows.length > 0 ? named : withOthers(named, wordsIn(plan.sql));
  const found = plan.columns === '*' ? [] : misfits(plan, known, given);
  const columns = names.map((name) => ({
    name,
    type: known.find((column) => column.name === name)?.type ?? seenType(cellsOf(given, name)),
  }));
  const places = names.map((name) => given.columns.indexOf(name));
  const rows = given.rows.map((row) =>
    places.map((place, index) => {
      const cell = place === -1 ? undefined : row[place];
      // CSV has no NULL of its own: an empty field is one, except in a column of text.
      const empty = cell === '' && !given.inline && columns[index]?.type?.name !== 'string';
      return empty ? null : asCell(cell);
    }),
  );
  return { table: { name: plan.name, columns, key: plan.key, rows }, found };
}

function wordsIn(sql: string): readonly string[] {
  return sql.match(/[\p{L}_][\p{L}\p{N}_$]*/gu) ?? [];
}

/** SQLite looks at no case in names. */
function withOthers(names: readonly string[], others: readonly string[]): readonly string[] {
  const all = new Map(names.map((name) => [name.toLowerCase(), name]));
  for (const other of others) if (!all.has(other.toLowerCase())) all.set(other.toLowerCase(), other);
  return [...all.values()];
}

function misfits(plan: TablePlan, known: readonly MovementColumn[], given: GivenRows): Diagnostic[] {
  if (given.rows.length === 0 && given.columns.length === 0) return [];
  const names = known.map(({ name }) => name);
  const words = new Set(wordsIn(plan.sql));
  const strangers = given.columns.filter((name) => !names.includes(name) && !words.has(name));
  const missing = plan.whole ? names.filter((name) => !given.columns.includes(name)) : [];
  const meant = new Set<string>();
  const found = strangers.flatMap((name) => {
    const near = didYouMean(
      name,
      names.filter((each) => !given.columns.includes(each)),
    );
    if (near === undefined && !plan.whole) return [];
    if (near !== undefined) meant.add(near);
    const row = given.rows.findIndex((cells) => cells[given.columns.indexOf(name)] !== undefined);
    return stranger(name, near, names, given.placeOf(Math.max(row, 0), name), given);
  });
  const absent = missing
    .filter((name) => !meant.has(name))
    .map((name) =>
      makeDiagnostic('SL1106', plan.at, say`no row has the column \`${name}\`, which the pipeline reads`, {
        help: say`give it in the rows; a cell may be \`null\``,
      }),
    );
  return [...found, ...absent];
}

function stranger(
  name: string,
  near: string | undefined,
  known: readonly string[],
  at: Location,
  given: GivenRows,
): Diagnostic {
  const help = near === undefined ? undefined : say`did you mean \`${near}\`?`;
  // A key of the test file can be mended there; a file of rows is somebody else's.
  const place: Location = given.inline ? { ...at, part: 'key' } : at;
  return makeDiagnostic('SL1106', place, say`the pipeline does not read the column \`${name}\``, {
    notes: near === undefined ? [say`it reads ${listWords(known, 'and')}`] : [],
    ...(help === undefined || near === undefined ? {} : { help }),
    ...(help === undefined || near === undefined || !given.inline
      ? {}
      : { suggestions: [{ message: help, confidence: 'likely', edits: [{ at: place, newText: near }] }] }),
  });
}

function cellsOf(given: GivenRows, name: string): readonly unknown[] {
  const place = given.columns.indexOf(name);
  return given.rows.map((row) => row[place]).filter((cell) => cell !== null && cell !== undefined && cell !== '');
}

/** The type of a column that nobody declares, by what stands in it; text where that says nothing. */
export function seenType(cells: readonly unknown[]): ColumnType | undefined {
  if (cells.length === 0) return undefined;
  const text = (pattern: RegExp): boolean => cells.every((cell) => pattern.test(String(cell)));
  if (cells.every((cell) => typeof cell === 'boolean')) return { name: 'bool' };
  if (cells.some((cell) => typeof cell === 'object')) return { name: 'json' };
  if (text(/^-?(?:0|[1-9]\d{0,17})$/)) return { name: 'int64' };
  if (text(/^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$/i)) return { name: 'float64' };
  if (text(/^\d{4}-\d{2}-\d{2}$/)) return { name: 'date' };
  if (text(/^\d{4}-\d{2}-\d{2}[ T]\d{2}:\d{2}(?::\d{2}(?:\.\d{1,6})?)?$/)) return { name: 'timestamp', precision: 6 };
  return { name: 'string' };
}

/** A mapping or a list is a document of JSON. */
function asCell(cell: unknown): unknown {
  if (cell === undefined) return null;
  return typeof cell === 'object' && cell !== null ? JSON.stringify(cell) : cell;
}
