import { OperatingError } from '../../../errors.ts';
import { BATCH_ROWS, type Column, type RawBatch } from '../rows.ts';
import { CsvParser, type CsvRecord } from './csv-parser.ts';
import type { RefuseLine, TextRows, Wanted } from './text-rows.ts';

export interface CsvOptions {
  readonly delimiter: string;
  readonly header: boolean;
}

/**
 * Rows of a CSV text. With a header, columns are found by name; without one, by position. An empty
 * field is NULL, except in a string column, where it is the empty text, as a quoted one is in a column
 * of bytes (CSV has no NULL of its own). A record with more or fewer
 * fields than there are columns is refused.
 */
export async function openCsvRows(
  text: AsyncIterable<string>,
  options: CsvOptions,
  wanted: Wanted,
  refuse: RefuseLine,
): Promise<TextRows> {
  const records = readRecords(text, options.delimiter);
  const first = (await records.next()).value ?? [];
  const names = columnNames(first[0], options.header, wanted);
  const plan = planColumns(names, wanted);
  const take = (some: readonly CsvRecord[]): Iterable<RawBatch> => slices(some, names.length, plan, refuse);
  return {
    columns: plan.map(({ name, type }) => ({ name, type })),
    async *batches() {
      yield* take(options.header ? first.slice(1) : first);
      for await (const some of records) yield* take(some);
    },
    close: async () => {
      await records.return(undefined);
    },
  };
}

/** Never gives an empty list but at the end. */
async function* readRecords(text: AsyncIterable<string>, delimiter: string): AsyncGenerator<CsvRecord[], undefined> {
  const parser = new CsvParser(delimiter);
  for await (const piece of text) {
    const records = parser.push(piece);
    if (records.length > 0) yield records;
  }
  yield parser.end();
}

/** A piece of a file may hold many rows; batches stay small. */
function* slices(
  records: readonly CsvRecord[],
  width: number,
  plan: readonly PlannedColumn[],
  refuse: RefuseLine,
): Iterable<RawBatch> {
  for (let at = 0; at < records.length; at += BATCH_ROWS) {
    const rows: unknown[][] = [];
    const numbers: number[] = [];
    for (const { line, fields } of records.slice(at, at + BATCH_ROWS)) {
      if (fields.length === width) {
        rows.push(plan.map(({ index, read }) => read(fields[index])));
        numbers.push(line);
      } else refuse(line, `has ${fields.length} fields, not ${width}`);
    }
    yield { rows, numbers, unit: 'line' };
  }
}

interface PlannedColumn extends Column {
  readonly index: number;
  readonly read: FieldReader;
}

function planColumns(names: readonly string[], { declared, all }: Wanted): readonly PlannedColumn[] {
  const types = new Map(declared === '*' ? [] : declared.map((column) => [column.name, column.type]));
  const chosen = declared === '*' || all ? names : declared.map(({ name }) => name);
  return chosen.map((name) => {
    const type = types.get(name);
    return { name, type: type ?? { name: 'string' }, index: names.indexOf(name), read: readerFor(type) };
  });
}

type FieldReader = (field: string | null | undefined) => string | null;

function readerFor(type: Column['type']): FieldReader {
  if (type === undefined || type.name === 'string') return (field) => field ?? '';
  if (type.name === 'bytes') return (field) => field ?? null;
  return (field) => (field === '' ? null : (field ?? null));
}

/** From the header, else the declared names, else c1, c2, …. Throws FILE_UNREADABLE or JOB_FAILED. */
function columnNames(first: CsvRecord | undefined, header: boolean, { declared }: Wanted): readonly string[] {
  if (!header) {
    if (declared !== '*') return declared.map(({ name }) => name);
    return (first?.fields ?? []).map((_, index) => `c${index + 1}`);
  }
  if (first === undefined) {
    throw new OperatingError('FILE_UNREADABLE', 'the file is empty; its first line must name the columns', {
      retryable: false,
      help: 'A file without such a line has `header: false`.',
    });
  }
  const names = first.fields.map((name) => name ?? '');
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) {
    throw new OperatingError('FILE_UNREADABLE', `the header names the column ${twice} twice`, { retryable: false });
  }
  const missing = declared === '*' ? [] : declared.filter(({ name }) => !names.includes(name));
  if (missing.length === 0) return names;
  const wanted = missing.map(({ name }) => name).join(', ');
  throw new OperatingError('JOB_FAILED', `the file has no column ${wanted}; it has ${names.join(', ')}`, {
    retryable: false,
  });
}
