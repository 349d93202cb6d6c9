import { CompiledQuery, SqliteAdapter, type Insertable } from 'kysely';
import { OperatingError } from '../../errors.ts';
import { chunks } from '../chunks.ts';
import type { StoreSchema } from '../schema.ts';
import type { Reader } from '../transaction.ts';

const CHUNK = 200;

/** A table, the columns of its primary key, and those that are written of a row that is there. */
export interface Upsert<Table extends keyof StoreSchema> {
  readonly table: Table;
  readonly key: readonly (keyof StoreSchema[Table] & string)[];
  readonly changing: readonly (keyof StoreSchema[Table] & string)[];
}

/** How names are quoted, and what the row that was to be inserted is called where another one is there. */
interface Dialect {
  readonly name: (word: string) => string;
  readonly onClash: (key: readonly string[], changing: readonly string[]) => string;
}

const MYSQL: Dialect = {
  name: (word) => `\`${word}\``,
  onClash: (_, changing) => `on duplicate key update ${changing.map((name) => `${name} = values(${name})`).join(', ')}`,
};

const SQLITE: Dialect = {
  name: (word) => `"${word}"`,
  onClash: (key, changing) =>
    `on conflict (${key.join(', ')}) do update set ${changing.map((name) => `${name} = excluded.${name}`).join(', ')}`,
};

/**
 * Inserts rows that are all given whole, by one statement for each {@link CHUNK} of them. The statements of this file are put together
 * here rather than by Kysely, which takes as long for many rows as their transaction does for all else in this process.
 */
export function insertRows<Table extends keyof StoreSchema>(
  db: Reader,
  table: Table,
  rows: readonly Insertable<StoreSchema[Table]>[],
): Promise<void> {
  return write(db, 'insert into', table, rows);
}

/** The same; rows that are there go. REPLACE is the one spelling of it that both databases share. */
export function replaceRows<Table extends keyof StoreSchema>(
  db: Reader,
  table: Table,
  rows: readonly Insertable<StoreSchema[Table]>[],
): Promise<void> {
  return write(db, 'replace into', table, rows);
}

/**
 * The same; of a row that is there, which is to be locked by us, the changing columns are written. A CASE for each column would be
 * compared with each row: of 500 rows that is ten times as slow.
 */
export function upsertRows<Table extends keyof StoreSchema>(
  db: Reader,
  { table, key, changing }: Upsert<Table>,
  rows: readonly Insertable<StoreSchema[Table]>[],
): Promise<void> {
  return write(db, 'insert into', table, rows, { key, changing });
}

async function write<Row extends object>(
  db: Reader,
  verb: 'insert into' | 'replace into',
  table: string,
  rows: readonly Row[],
  clash?: { readonly key: readonly string[]; readonly changing: readonly string[] },
): Promise<void> {
  const [first] = rows;
  if (first === undefined) return;
  const dialect = db.getExecutor().adapter instanceof SqliteAdapter ? SQLITE : MYSQL;
  const columns = Object.keys(first);
  const quoted = (names: readonly string[]): readonly string[] => names.map((name) => dialect.name(name));
  const head = `${verb} ${dialect.name(table)} (${quoted(columns).join(', ')}) values `;
  const place = `(${columns.map(() => '?').join(', ')})`;
  const tail = clash === undefined ? '' : ` ${dialect.onClash(quoted(clash.key), quoted(clash.changing))}`;
  for (const part of chunks(rows, CHUNK)) {
    const values = part.flatMap((row) => valuesOf(row, columns));
    const places = Array<string>(part.length).fill(place).join(', ');
    await db.executeQuery(CompiledQuery.raw(`${head}${places}${tail}`, values));
  }
}

/** Throws where a row is not of the columns that the first one is of: a bug of ours. */
function valuesOf(row: object, columns: readonly string[]): readonly unknown[] {
  const values = columns.map((column): unknown => Reflect.get(row, column));
  if (values.includes(undefined) || Object.keys(row).length !== columns.length)
    throw new OperatingError('INTERNAL', `rows of one statement differ in columns: ${Object.keys(row)}; ${columns}`, {
      retryable: false,
    });
  return values;
}
