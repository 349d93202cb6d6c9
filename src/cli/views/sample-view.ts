import { formatColumnType } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { Sample } from '../../runtime/index.ts';
import { renderTable } from './table.ts';

/** Longest value that is shown whole in a table, in characters. */
const WIDEST = 40;
/** Rows that would be refused and are told one by one. */
const REFUSED_TOLD = 5;

type Cell = Sample['rows'][number][number];

/** `run --sample N --output json` (schemas/sample.schema.json). */
export function sampleDocument(
  pipeline: string,
  { columns, rows, read, refused }: Sample,
  after: string | undefined,
): object {
  return {
    formatVersion: '1.0',
    pipeline,
    after: after ?? null,
    columns: columns.map(({ name, type }) => ({ name, type: type === undefined ? null : formatColumnType(type) })),
    rows: rows.map((row) => row.map(plain)),
    read,
    refused: refused.map(({ row, unit, column, why }) => ({ row, unit, column: column ?? null, why })),
  };
}

/** The rows as a table. */
export function sampleTable({ columns, rows }: Sample): string {
  return renderTable(
    columns.map(({ name }) => name),
    rows.map((row) => row.map(shown)),
  );
}

/** What is to be known of the rows. */
export function sampleText(
  pipeline: string,
  { read, refused }: Sample,
  after: string | undefined,
  limit: number,
): readonly Message[] {
  const nothing =
    after === undefined
      ? say`the source of \`${pipeline}\` has no rows`
      : say`\`${pipeline}\` has no rows after ${after}`;
  const told = refused
    .slice(0, REFUSED_TOLD)
    .map(({ row, unit, column, why }) =>
      column === undefined
        ? say`would be refused: ${unit} ${row}: ${why}`
        : say`would be refused: ${unit} ${row}, column ${column}: ${why}`,
    );
  if (read === 0) return [nothing];
  const more =
    refused.length > told.length ? [say`and ${refused.length - told.length} more rows that would be refused`] : [];
  const counts =
    read < limit
      ? say`rows read: ${read}, all there are; nothing was written`
      : say`rows read: ${read}; nothing was written`;
  return [...told, ...more, counts];
}

/** In JSON a number of more than 53 bits and bytes are text, as in the rows of `sluice test`. */
function plain(cell: Cell): unknown {
  if (typeof cell === 'bigint') return Number.isSafeInteger(Number(cell)) ? Number(cell) : String(cell);
  return cell instanceof Uint8Array ? Buffer.from(cell).toString('base64') : cell;
}

function shown(cell: Cell): string {
  if (cell === null) return 'NULL';
  if (cell instanceof Uint8Array) return `${cell.length} B`;
  // control characters of a row are not the terminal's
  const text = String(cell).replaceAll(/\p{Cc}/gu, ' ');
  return text.length > WIDEST ? `${text.slice(0, WIDEST - 1)}…` : text;
}
