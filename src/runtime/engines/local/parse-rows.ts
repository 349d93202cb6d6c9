import { openCsvRows } from './files/csv-rows.ts';
import { openJsonRows } from './files/json-rows.ts';

/** Rows of a text as they were read: text for CSV; for JSON every number exact, those too long for a double as text. */
export interface ParsedRows {
  readonly columns: readonly string[];
  readonly rows: readonly { readonly line: number; readonly cells: readonly unknown[] }[];
  /** Lines that are no row, with the reason. */
  readonly refused: readonly { readonly line: number; readonly why: string }[];
}

/** Reads a small text as a file source would. Throws what that throws: FILE_UNREADABLE for a text of another form. */
export async function parseRows(text: string, type: 'csv' | 'json' | 'jsonl'): Promise<ParsedRows> {
  const refused: { line: number; why: string }[] = [];
  const refuse = (line: number, why: string): void => void refused.push({ line, why });
  const wanted = { declared: '*', all: true } as const;
  const read = await (type === 'csv'
    ? openCsvRows(onePiece(text), { delimiter: ',', header: true }, wanted, refuse)
    : openJsonRows(onePiece(text), type, wanted, refuse));
  const rows: { line: number; cells: readonly unknown[] }[] = [];
  for await (const batch of read.batches()) {
    for (const [index, cells] of batch.rows.entries()) rows.push({ line: batch.numbers[index] ?? 0, cells });
  }
  await read.close();
  return { columns: read.columns.map(({ name }) => name), rows, refused };
}

async function* onePiece(text: string): AsyncIterable<string> {
  yield text;
}
