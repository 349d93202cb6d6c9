import type { DuckDBType, DuckDBValue } from '@duckdb/node-api';
import type { ColumnType } from '../../../../compiler/index.ts';
import { numbered } from '../coerce-batch.ts';
import type { Batch, Cell, Column, Row } from '../rows.ts';
import type { DuckDbSession } from './duckdb-session.ts';
import { quoteName } from './quote.ts';

/** The result of a query, read chunk by chunk. */
export interface QueryRows {
  readonly columns: readonly Column[];
  batches(): AsyncIterable<Batch>;
}

/**
 * Describes a query and reads it as a stream. Types whose values would be objects (decimals, times, lists)
 * are cast to text by DuckDB itself, in the canonical form of our types.
 */
export async function readQuery(
  session: DuckDbSession,
  what: string,
  sql: string,
  values: readonly string[] = [],
): Promise<QueryRows> {
  const { connection } = session;
  const prepared = await session.run(what, () => connection.prepare(sql));
  const columns: Column[] = [];
  const reads: string[] = [];
  for (let index = 0; index < prepared.columnCount; index += 1) {
    const name = prepared.columnName(index);
    const { type, read } = readable(prepared.columnType(index), quoteName(name));
    columns.push({ name, type });
    reads.push(`${read} AS ${quoteName(name)}`);
  }
  prepared.destroySync();
  return {
    columns,
    async *batches() {
      const query = `SELECT ${reads.join(', ')} FROM (${sql}\n) AS result`;
      const result = await session.run(what, () => connection.stream(query, [...values]));
      for (let first = 1; ;) {
        const chunk = await session.run(what, () => result.fetchChunk());
        if (chunk === null || chunk.rowCount === 0) return;
        const rows = chunk.getRows().map((row): Row => row.map(toCell));
        yield numbered(rows, first);
        first += rows.length;
      }
    },
  };
}

function readable(type: DuckDBType, name: string): { readonly type: ColumnType; readonly read: string } {
  const text = type.toString();
  const decimal = /^DECIMAL\((\d+),\s*(\d+)\)$/.exec(text);
  if (decimal !== null) {
    const [, precision, scale] = decimal;
    return { type: { name: 'decimal', precision: Number(precision), scale: Number(scale) }, read: asText(name) };
  }
  const plain = PLAIN[text];
  if (plain !== undefined) return { type: plain, read: name };
  if (text.startsWith('TIMESTAMP')) {
    const nanos = text === 'TIMESTAMP_NS' ? 9 : 6;
    if (text === 'TIMESTAMP WITH TIME ZONE') return { type: { name: 'timestamptz', precision: 6 }, read: asText(name) };
    return { type: { name: 'timestamp', precision: nanos }, read: asText(name) };
  }
  if (text === 'DATE') return { type: { name: 'date' }, read: asText(name) };
  if (text === 'TIME') return { type: { name: 'time', precision: 6 }, read: asText(name) };
  if (/^(?:UBIGINT|UHUGEINT|HUGEINT)$/.test(text)) {
    return { type: { name: 'decimal', precision: 38, scale: 0 }, read: asText(name) };
  }
  if (/^(?:STRUCT|MAP)|\[\d*\]$/.test(text))
    return { type: { name: 'json' }, read: `CAST(to_json(${name}) AS VARCHAR)` };
  return { type: { name: 'string' }, read: asText(name) };
}

const PLAIN: Readonly<Record<string, ColumnType>> = {
  BOOLEAN: { name: 'bool' },
  TINYINT: { name: 'int8' },
  SMALLINT: { name: 'int16' },
  INTEGER: { name: 'int32' },
  BIGINT: { name: 'int64' },
  UTINYINT: { name: 'int16' },
  USMALLINT: { name: 'int32' },
  UINTEGER: { name: 'int64' },
  FLOAT: { name: 'float32' },
  DOUBLE: { name: 'float64' },
  VARCHAR: { name: 'string' },
  BLOB: { name: 'bytes' },
};

function asText(name: string): string {
  return `CAST(${name} AS VARCHAR)`;
}

function toCell(value: DuckDBValue): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'number') return value;
  if (typeof value === 'boolean' || typeof value === 'bigint') return value;
  // Everything but bytes was cast by `readable`.
  return 'bytes' in value && value.bytes instanceof Uint8Array ? value.bytes : String(value);
}
