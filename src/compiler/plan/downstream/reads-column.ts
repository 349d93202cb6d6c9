import { showHoles, type Artefact, type Template } from '../../artefact/index.ts';
import { workAt } from '../member-at.ts';
import { withoutTexts } from './tables-of-query.ts';

/**
 * Whether a pipeline reads a column of what it reads: by its list of columns, or where that says nothing by its SQL. `may`: its
 * SQL names it, or all columns, and reads more than one table. Readers stay as they are mostly, so that no plan form is made of them.
 */
export function readsColumn(reader: Artefact, column: string): 'yes' | 'may' | 'no' {
  const query = textAt(reader, 'source', 'query');
  if (query !== undefined) return inSql(query, column);
  if (['where', 'splitBy'].some((key) => names(textAt(reader, 'source', key), column))) return 'yes';
  if (reader.pipeline.incremental?.column === column) return 'yes';
  const columns = columnsRead(reader);
  if (columns !== undefined) return columns.some((each) => memberIn(each, 'name') === column) ? 'yes' : 'no';
  const sql = textAt(reader, 'transform', 'sql');
  return sql === undefined ? 'yes' : inSql(sql, column);
}

/** The type that a reader declares for a column; undefined where it declares none. */
export function typeRead(reader: Artefact, column: string): string | undefined {
  const found = columnsRead(reader)?.find((each) => memberIn(each, 'name') === column);
  const type = found === undefined ? undefined : memberIn(found, 'type');
  return typeof type === 'string' ? type : undefined;
}

/** True of a reader of every column that there is, later ones too. */
export function readsEveryColumn(reader: Artefact): boolean {
  return columnsRead(reader) === undefined && workAt(reader, 'source', 'query') === undefined;
}

/** Lines without a header say no names: values are found by their place. */
export function findsByPlace(reader: Artefact): boolean {
  return workAt(reader, 'source', 'file', 'type') === 'csv' && workAt(reader, 'source', 'file', 'header') !== true;
}

function columnsRead(reader: Artefact): readonly Template[] | undefined {
  const columns = workAt(reader, 'source', 'columns');
  return Array.isArray(columns) ? columns : undefined;
}

function memberIn(column: Template, key: string): unknown {
  return typeof column === 'object' && column !== null && key in column
    ? (column as { readonly [key: string]: Template })[key] // it has the key
    : undefined;
}

function textAt(reader: Artefact, ...keys: readonly string[]): string | undefined {
  const found = workAt(reader, ...keys);
  const shown = found === undefined ? undefined : showHoles(found);
  return typeof shown === 'string' ? shown : undefined;
}

function inSql(text: string, column: string): 'yes' | 'may' | 'no' {
  const sql = withoutTexts(text);
  const isOne = !/\bjoin\b|\bfrom\b[\s\S]*\bfrom\b|\bfrom\s+[^\s,]+(?:\s+\w+)?\s*,/i.test(sql);
  if (names(sql, column) || /(?:^|[\s,(.])\*\s*(?:,|\bfrom\b)/i.test(sql)) return isOne ? 'yes' : 'may';
  return 'no';
}

/** As a word of its own, in any case: SQL does not tell them apart. */
function names(text: string | undefined, column: string): boolean {
  if (text === undefined) return false;
  const word = column.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}
