import { isJsonMap } from '../sync-job/json-map.ts';

/** DataX's words for types, in those of every plain plugin of ours. */
const TYPES: Readonly<Record<string, string>> = {
  long: 'bigint',
  int: 'int',
  double: 'double',
  string: 'string',
  date: 'timestamp',
  bool: 'boolean',
  boolean: 'boolean',
  bytes: 'binary',
};

/** A list of DataX's columns with the words of types that we have; everything else as it is. */
export function withPlainTypes(columns: unknown): unknown {
  if (!Array.isArray(columns)) return columns;
  return columns.map((column: unknown) => {
    if (!isJsonMap(column) || typeof column['type'] !== 'string') return column;
    return { ...column, type: TYPES[column['type'].toLowerCase()] ?? column['type'] };
  });
}

/** What the text of a column of a JDBC reader is: DataX puts it into its SELECT as it stands. */
export type SelectedColumn =
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'constant'; readonly value: string }
  | { readonly kind: 'expression'; readonly sql: string };

/** Tells names, constants and expressions apart. */
export function selectedColumn(text: string): SelectedColumn {
  const trimmed = text.trim();
  const quoted = /^(?:`([^`]+)`|"([^"]+)"|\[([^\]]+)\])$/.exec(trimmed);
  const name = quoted?.[1] ?? quoted?.[2] ?? quoted?.[3];
  if (name !== undefined) return { kind: 'name', name };
  const literal = /^'((?:[^']|'')*)'$/.exec(trimmed)?.[1];
  if (literal !== undefined) return { kind: 'constant', value: literal.replaceAll("''", "'") };
  if (/^[+-]?\d+(?:\.\d+)?$/.test(trimmed)) return { kind: 'constant', value: trimmed };
  if (/^(?:null|true|false|current_\w+)$/i.test(trimmed)) return { kind: 'expression', sql: trimmed };
  return /^[\p{L}_][\p{L}\p{N}_$#]*$/u.test(trimmed)
    ? { kind: 'name', name: trimmed }
    : { kind: 'expression', sql: trimmed };
}
