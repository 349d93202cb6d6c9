import type { RunTimeText, RunTimeValue, Text } from '../../time/index.ts';

/** The name that stands for the table, in a pipeline that is made once for each of several. */
export const TABLE_NAME = 'table';

/** The same nodes with a table's name in place of `${table}`: plain text from here on, known when it is compiled. */
export function fillTable<T>(value: T, table: Text): T {
  return fill(value, table) as T; // the walk keeps every shape
}

/** True where `${table}` stands somewhere in it. */
export function usesTable(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if (isRunTimeText(value)) return value.parts.some(isTable);
  return Object.values(value).some(usesTable);
}

function fill(value: unknown, table: Text): unknown {
  if (typeof value !== 'object' || value === null || !usesTable(value)) return value;
  if (isRunTimeText(value)) return fillText(value, table);
  if (Array.isArray(value)) return value.map((item) => fill(item, table));
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, fill(item, table)]));
}

function fillText({ parts }: RunTimeText, table: Text): Text {
  const filled: (string | RunTimeValue)[] = [];
  for (const part of parts.flatMap((each) => (isTable(each) ? partsOf(table) : [each]))) {
    const last = filled.at(-1);
    if (typeof part === 'string' && typeof last === 'string') filled[filled.length - 1] = last + part;
    else filled.push(part);
  }
  const [only = '', second] = filled;
  return second === undefined && typeof only === 'string' ? only : { kind: 'run-time-text', parts: filled };
}

function partsOf(text: Text): readonly (string | RunTimeValue)[] {
  return typeof text === 'string' ? [text] : text.parts;
}

function isTable(part: string | RunTimeValue): boolean {
  return typeof part === 'object' && part.kind === 'parameter' && part.name === TABLE_NAME;
}

function isRunTimeText(value: object): value is RunTimeText {
  return 'kind' in value && value.kind === 'run-time-text';
}
