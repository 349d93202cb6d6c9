import { say, type Message } from '../../../message/index.ts';
import { isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { valueWords } from './value-words.ts';

/** A source or sink of a plan form within a sentence: `erp.orders`, `exports/a.csv`, a query on `erp`. */
export function endWords(written: JsonValue | undefined): Message {
  const end: JsonMap = isMap(written) ? written : {};
  const place = typeof end['datasource'] === 'string' ? end['datasource'] : valueWords(end['connector']);
  const { table, path, query } = end;
  if (query !== undefined) return say`a query on \`${place}\``;
  // a source of files has a list of no tables
  if (table !== undefined && !(Array.isArray(table) && table.length === 0))
    return say`\`${place}.${valueWords(table)}\``;
  return path === undefined ? say`\`${place}\`` : say`\`${place}/${valueWords(path)}\``;
}
