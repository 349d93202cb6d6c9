import path from 'node:path';
import { child, makeDiagnostic, type Diagnostic, type Location, type TestRows } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import { engineWords } from './show-value.ts';
import { readProjectFile } from './read-project-file.ts';

/** Rows as an author has given them. */
export interface GivenRows {
  /** Every column that some row has, in the order in which they appear. */
  readonly columns: readonly string[];
  /** A cell that is not given is undefined. */
  readonly rows: readonly (readonly unknown[])[];
  /** Where a row, or a cell of it, is written. */
  placeOf(row: number, column?: string): Location;
  /** How a message names a row. */
  nameOf(row: number): Message;
  /** True where they are written in the test file itself. */
  readonly inline: boolean;
  /** The file that they come from, from the project's root. */
  readonly file?: string;
}

export type RowsReading = GivenRows | { readonly found: readonly Diagnostic[]; readonly file?: string };

/** What a fixture may have: it is a handful of rows, not a load test. */
const MAX_FIXTURE_BYTES = 16 * 1024 * 1024;

/** Rows of a case, from itself or from the file that it names. */
export async function readGivenRows(
  root: string,
  testFile: string,
  rows: TestRows,
  at: Location,
): Promise<RowsReading> {
  return typeof rows === 'string' ? readFixture(root, testFile, rows, at) : inlineRows(rows, at);
}

function inlineRows(rows: readonly Record<string, unknown>[], at: Location): GivenRows {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  return {
    columns,
    rows: rows.map((row) => columns.map((name) => (Object.hasOwn(row, name) ? row[name] : undefined))),
    placeOf: (row, column) => (column === undefined ? child(at, row) : child(at, row, column)),
    nameOf: (row) => say`row ${row + 1}`,
    inline: true,
  };
}

async function readFixture(root: string, testFile: string, written: string, at: Location): Promise<RowsReading> {
  const file = path.posix.join(path.posix.dirname(testFile), written);
  const type = ({ '.csv': 'csv', '.json': 'json', '.jsonl': 'jsonl' } as const)[path.posix.extname(file)];
  if (type === undefined)
    return unreadable(
      at,
      written,
      say`its rows are in no form that is known`,
      say`use a file of .csv, .json or .jsonl`,
    );
  const read = await readProjectFile(root, file, MAX_FIXTURE_BYTES);
  if ('reason' in read)
    return unreadable(at, written, read.reason, say`paths are relative to the folder of the test file`, file);
  const text = decode(read.bytes);
  if (text === undefined) return unreadable(at, written, say`it is not UTF-8`, say`save the file as UTF-8`, file);
  const { parseRowsOf, OperatingError } = await import('../runtime/index.ts');
  try {
    const { columns, rows, refused } = await parseRowsOf(text, type);
    const [bad] = refused;
    if (bad !== undefined) return unreadable(at, written, say`line ${bad.line} ${bad.why}`, undefined, file);
    return {
      columns,
      rows: rows.map(({ cells }) => cells),
      placeOf: () => at,
      nameOf: (row) => say`line ${rows[row]?.line ?? 0} of \`${written}\``,
      inline: false,
      file,
    };
  } catch (thrown) {
    if (!(thrown instanceof OperatingError)) throw thrown;
    return unreadable(at, written, engineWords(thrown.message), undefined, file);
  }
}

function decode(bytes: Buffer): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function unreadable(
  at: Location,
  written: string,
  reason: Message,
  help?: Message,
  file?: string,
): { found: readonly Diagnostic[]; file?: string } {
  const diagnostic = makeDiagnostic(
    'SL1105',
    at,
    say`the rows of \`${written}\` cannot be read: ${reason}`,
    help === undefined ? {} : { help },
  );
  return { found: [diagnostic], ...(file === undefined ? {} : { file }) };
}
