import {
  child,
  didYouMean,
  listWords,
  makeDiagnostic,
  type ColumnType,
  type Diagnostic,
  type Location,
  type TestCaseDefinition,
} from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { RehearsalEnd } from '../runtime/index.ts';
import { canonicalCell } from './canonical-cell.ts';
import { isCondition } from './condition.ts';
import type { ExpectationUpdate } from './expectation-update.ts';
import type { GivenRows } from './given-rows.ts';
import { judge, NOTHING_FOUND, together, type Judgement } from './judgement.ts';
import { matchValue } from './match-value.ts';
import { matchRows, plainCell, type ExpectedRow } from './match-rows.ts';
import { quoted } from './show-value.ts';

/** Places in the pipeline that a run's findings point at. */
export interface PipelinePlaces {
  readonly sink: Location;
  readonly incremental: Location;
}

/** Judges what a case expects of a run that has succeeded. */
export function judgeEnd(
  expect: TestCaseDefinition['expect'],
  rows: GivenRows | undefined,
  end: RehearsalEnd,
  at: Location,
  places: PipelinePlaces,
  cursorType: ColumnType | undefined,
): Judgement {
  const sink = { at: places.sink, message: say`the sink of the pipeline` };
  return together([
    rows === undefined ? NOTHING_FOUND : judgeRows(rows, expect.ordered === true, end, child(at, 'rows'), places.sink),
    expect.count === undefined
      ? NOTHING_FOUND
      : judge(matchValue(expect.count, end.rows.length), child(at, 'count'), () => say`the number of rows`, sink),
    expect.refused === undefined
      ? NOTHING_FOUND
      : judge(
          matchValue(expect.refused, end.metrics.rowsRefused ?? 0),
          child(at, 'refused'),
          () => say`the number of refused rows`,
          sink,
        ),
    expect.cursor === undefined
      ? NOTHING_FOUND
      : judgeCursor(expect.cursor, end.cursor, child(at, 'cursor'), places, cursorType),
  ]);
}

function judgeCursor(
  expected: string | number | boolean,
  actual: string | undefined,
  at: Location,
  { incremental }: PipelinePlaces,
  type: ColumnType | undefined,
): Judgement {
  if (actual !== undefined && canonicalCell(expected, type) === canonicalCell(actual, type)) return NOTHING_FOUND;
  return judge(matchValue(String(expected), actual), at, () => say`the cursor after the run`, {
    at: incremental,
    message: say`the column that it follows`,
  });
}

/** How many differences are told one by one. */
const TOLD = 10;

function judgeRows(given: GivenRows, ordered: boolean, end: RehearsalEnd, at: Location, sink: Location): Judgement {
  const names = end.columns.map(({ name }) => name);
  const strangers = given.columns.filter((name) => !names.includes(name));
  if (strangers.length > 0 && end.columns.length > 0)
    return { found: strangers.map((name) => noColumn(name, names, given)), updates: [] };
  const expected = given.rows.map((row) => expectedRow(row, given, end));
  const { changed, missing, extra } = matchRows(expected, end, ordered);
  if (changed.length + missing.length + extra.length === 0) return NOTHING_FOUND;
  const shown = given.columns.length === 0 ? names : given.columns;
  const actual = (row: number): Record<string, unknown> => rowOf(end, row, shown);
  const cell = (row: number, name: string): unknown => actual(row)[name];
  const told = changed.slice(0, TOLD).flatMap((pair) =>
    pair.columns.map((name) => ({
      at: given.placeOf(pair.expected, name),
      text: say`${given.nameOf(pair.expected)}: \`${name}\` is ${quoted(cell(pair.actual, name))}, expected ${quoted(expected[pair.expected]?.[name])}`,
    })),
  );
  const gone = missing.slice(0, TOLD).map((row) => ({
    at: given.placeOf(row),
    text: say`${given.nameOf(row)} is not there: ${quoted(expected[row])}`,
  }));
  const notes = [
    ...(given.inline ? [] : [...told, ...gone].map(({ text }) => text)),
    ...extra.slice(0, TOLD).map((row) => say`not expected: ${quoted(actual(row))}`),
    ...tooMany(changed.length, missing.length, extra.length),
  ];
  return {
    found: [
      makeDiagnostic(
        'SL1101',
        { ...at, part: 'key' },
        say`the rows of the sink are not as expected: ${counts(changed, missing, extra)}`,
        {
          labels: [
            ...(given.inline ? [...told, ...gone].map((each) => ({ at: each.at, message: each.text })) : []),
            { at: sink, message: say`the sink of the pipeline` },
          ],
          notes,
        },
      ),
    ],
    updates: given.inline ? updates(changed, missing, extra, { at, actual, cell, expected }) : [],
  };
}

/** Cells that a row does not give are not looked at. An empty field of a file is NULL, except in a column of text. */
function expectedRow(row: readonly unknown[], given: GivenRows, end: RehearsalEnd): ExpectedRow {
  return Object.fromEntries(
    given.columns.flatMap((name, index) => {
      const cell = row[index];
      const empty = cell === '' && !given.inline && typeOf(end, name) !== 'string';
      return cell === undefined ? [] : [[name, empty ? null : cell]];
    }),
  );
}

function typeOf(end: RehearsalEnd, name: string): string | undefined {
  return end.columns.find((column) => column.name === name)?.type?.name;
}

interface Rows {
  readonly at: Location;
  readonly expected: readonly ExpectedRow[];
  actual(row: number): Record<string, unknown>;
  cell(row: number, name: string): unknown;
}

function updates(
  changed: readonly { readonly expected: number; readonly actual: number; readonly columns: readonly string[] }[],
  missing: readonly number[],
  extra: readonly number[],
  { at, expected, actual, cell }: Rows,
): ExpectationUpdate[] {
  return [
    ...changed.flatMap((pair) =>
      pair.columns
        .filter((name) => !isCondition(expected[pair.expected]?.[name]))
        .map((name): ExpectationUpdate => ({
          kind: 'set',
          path: [...at.path, pair.expected, name],
          value: cell(pair.actual, name) ?? null,
        })),
    ),
    // From the end, so that the places of the others stay what they are.
    ...missing.toSorted((a, b) => b - a).map((row): ExpectationUpdate => ({ kind: 'remove', path: [...at.path, row] })),
    ...extra.map((row): ExpectationUpdate => ({ kind: 'append', path: at.path, value: actual(row) })),
  ];
}

function rowOf(end: RehearsalEnd, row: number, names: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    names.map((name) => {
      const place = end.columns.findIndex((column) => column.name === name);
      return [name, plainCell(end.rows[row]?.[place]) ?? null];
    }),
  );
}

function counts(changed: readonly unknown[], missing: readonly unknown[], extra: readonly unknown[]): Message {
  return say`${changed.length} changed, ${missing.length} missing, ${extra.length} not expected`;
}

function tooMany(...numbers: readonly number[]): Message[] {
  const more = numbers.reduce((sum, number) => sum + Math.max(0, number - TOLD), 0);
  return more === 0 ? [] : [say`${more} more differences are not shown`];
}

function noColumn(name: string, names: readonly string[], given: GivenRows): Diagnostic {
  const near = didYouMean(name, names);
  const at = given.placeOf(0, name);
  const place: Location = given.inline ? { ...at, part: 'key' } : at;
  return makeDiagnostic('SL1106', place, say`the sink has no column \`${name}\``, {
    notes: near === undefined ? [say`it has ${listWords(names, 'and')}`] : [],
    ...(near === undefined
      ? {}
      : {
          help: say`did you mean \`${near}\`?`,
          ...(given.inline
            ? {
                suggestions: [
                  {
                    message: say`did you mean \`${near}\`?`,
                    confidence: 'likely' as const,
                    edits: [{ at: place, newText: near }],
                  },
                ],
              }
            : {}),
        }),
  });
}
