import { type Cell, type Column, type Row } from '../../rows.ts';
import { float32Text } from '../../types/coerce-number.ts';

/** A line of CSV. NULL is an empty field, the empty text a quoted one. Bytes are base64. */
export function csvLine(row: Row, columns: readonly Column[], delimiter: string): string {
  return `${row.map((cell, index) => csvField(cell, columns[index], delimiter)).join(delimiter)}\n`;
}

export function csvField(cell: Cell, column: Column | undefined, delimiter: string): string {
  if (cell === null) return '';
  const text = plainText(cell, column);
  const quoted = text === '' || text.includes(delimiter) || /["\r\n]|^\s|\s$/.test(text);
  return quoted ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A JSON object on one line; integers and decimals with all their digits, JSON columns as documents. */
export function jsonObject(row: Row, columns: readonly Column[]): string {
  const members = columns.map(
    (column, index) => `${JSON.stringify(column.name)}:${jsonValue(row[index] ?? null, column)}`,
  );
  return `{${members.join(',')}}`;
}

function jsonValue(cell: Cell, column: Column): string {
  if (cell === null) return 'null';
  if (typeof cell === 'boolean') return String(cell);
  if (typeof cell === 'number') return column.type?.name === 'float32' ? float32Text(cell) : JSON.stringify(cell);
  if (typeof cell === 'bigint') return String(cell);
  const text = plainText(cell, column);
  if (column.type?.name === 'decimal') return text;
  // Line breaks in a document are white space: in its strings they are escaped.
  return column.type?.name === 'json' ? text.replaceAll(/[\r\n]+/g, ' ') : JSON.stringify(text);
}

function plainText(cell: Exclude<Cell, null>, column: Column | undefined): string {
  if (cell instanceof Uint8Array) return Buffer.from(cell).toString('base64');
  return typeof cell === 'number' && column?.type?.name === 'float32' ? float32Text(cell) : String(cell);
}
