import type { Artefact } from '../../artefact/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';
import { sourceOf } from '../source-of.ts';
import { withoutTexts } from './tables-of-query.ts';

/**
 * Whether a pipeline reads a column of what it reads: by its list of columns, or where that says nothing by its SQL. `may`: its
 * SQL names it, or all columns, and reads more than one table.
 */
export function readsColumn(reader: Artefact, column: string): 'yes' | 'may' | 'no' {
  const source = sourceOf(reader);
  const { query, columns } = source;
  if (typeof query === 'string') return inSql(query, column);
  if (['where', 'splitBy'].some((key) => names(source[key], column))) return 'yes';
  if (isMap(source['incremental']) && source['incremental']['column'] === column) return 'yes';
  if (Array.isArray(columns))
    return columns.some((each: JsonValue) => isMap(each) && each['name'] === column) ? 'yes' : 'no';
  const { transform } = formOf(reader);
  const sql = isMap(transform) ? transform['sql'] : undefined;
  return typeof sql === 'string' ? inSql(sql, column) : 'yes';
}

/** The type that a reader declares for a column; undefined where it declares none. */
export function typeRead(reader: Artefact, column: string): string | undefined {
  const { columns } = sourceOf(reader);
  const found: JsonMap | undefined = Array.isArray(columns)
    ? columns.filter((each): each is JsonMap => isMap(each)).find((each) => each['name'] === column)
    : undefined;
  const type = found?.['type'];
  return typeof type === 'string' ? type : undefined;
}

function inSql(text: string, column: string): 'yes' | 'may' | 'no' {
  const sql = withoutTexts(text);
  const isOne = !/\bjoin\b|\bfrom\b[\s\S]*\bfrom\b|\bfrom\s+[^\s,]+(?:\s+\w+)?\s*,/i.test(sql);
  if (names(sql, column) || /(?:^|[\s,(.])\*\s*(?:,|\bfrom\b)/i.test(sql)) return isOne ? 'yes' : 'may';
  return 'no';
}

/** As a word of its own, in any case: SQL does not tell them apart. */
function names(text: JsonValue | undefined, column: string): boolean {
  if (typeof text !== 'string') return false;
  const word = column.replaceAll(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  return new RegExp(`(?<![\\p{L}\\p{N}_])${word}(?![\\p{L}\\p{N}_])`, 'iu').test(text);
}
