import type { ColumnSnapshot, IndexSnapshot } from '../../../compiler/index.ts';
import type { Facts, MysqlFacts, TableFacts } from '../facts.ts';
import { namesMatching, type Wanted } from '../wanted.ts';
import type { MysqlSession } from './mysql-session.ts';

/** Tables asked for in one question. */
const TABLES_AT_ONCE = 100;

interface Place {
  readonly database: string;
  readonly table: string;
}

type Found = Pick<Facts, 'tables' | 'missing' | 'names'>;

/** What information_schema says of the tables that pipelines name. A user sees only tables that it has a right on. */
export async function readTables(session: MysqlSession, wanted: Wanted, facts: MysqlFacts): Promise<Found> {
  const { database, ignoresCase } = facts;
  const key = ({ database: schema, table }: Place): string => {
    const name = `${schema}\0${table}`;
    return ignoresCase ? name.toLowerCase() : name;
  };
  const asked = [...wanted.tables].map((written) => ({ written, place: placeOf(written, database) }));
  const databases = new Set(asked.flatMap(({ place }) => (place === undefined ? [] : [place.database])));
  if (database !== undefined) databases.add(database);
  const there = new Map<string, Listed>();
  for (const listed of await listTables(session, [...databases])) there.set(key(listed), listed);
  const own = [...there.values()].filter(
    (each) => database !== undefined && sameName(each.database, database, ignoresCase),
  );
  const names = own.map(({ table }) => table);
  const matching = namesMatching(names, wanted.patterns, database).map((table) => ({
    written: table,
    place: { database: database ?? '', table },
  }));
  const missing = new Set<string>();
  const present = new Map<string, Listed>();
  for (const { written, place } of [...asked, ...matching]) {
    if (place === undefined) continue;
    const listed = there.get(key(place));
    if (listed === undefined) missing.add(written);
    else present.set(written, listed);
  }
  const details = await readDetails(session, [...new Set(present.values())], key);
  const tables = new Map<string, TableFacts>();
  for (const [written, listed] of present) {
    const { columns, indexes } = details.get(key(listed)) ?? { columns: [], indexes: [] };
    tables.set(written, {
      columns,
      primaryKey: indexes.find(({ name }) => name === 'PRIMARY')?.columns ?? [],
      indexes: indexes
        .filter(({ name }) => name !== 'PRIMARY')
        .map(({ columns: of, unique }) => ({ columns: of, unique })),
      ...(listed.rows === undefined ? {} : { rows: listed.rows }),
      isView: listed.isView,
    });
  }
  return { tables, missing, names };
}

/** `shop.orders` names its database; a name in backticks is taken apart by them. Undefined without any database. */
export function placeOf(written: string, database: string | undefined): Place | undefined {
  const parts = written.includes('`')
    ? [...written.matchAll(/`((?:[^`]|``)*)`/g)].map(([, name = '']) => name.replaceAll('``', '`'))
    : written.split('.');
  const [first = '', second] = parts;
  if (second !== undefined) return { database: first, table: parts.slice(1).join('.') };
  return database === undefined ? undefined : { database, table: first };
}

interface Listed extends Place {
  readonly rows?: number;
  readonly isView: boolean;
}

async function listTables(session: MysqlSession, databases: readonly string[]): Promise<readonly Listed[]> {
  if (databases.length === 0) return [];
  const rows = await session.rows(
    'SELECT TABLE_SCHEMA, TABLE_NAME, TABLE_TYPE, TABLE_ROWS FROM information_schema.TABLES WHERE TABLE_SCHEMA IN (?)',
    [databases],
  );
  return rows.map(([schema, name, type, count]) => ({
    database: String(schema),
    table: String(name),
    isView: String(type).includes('VIEW'),
    ...(count === null || count === undefined ? {} : { rows: Number(count) }),
  }));
}

interface Details {
  readonly columns: ColumnSnapshot[];
  readonly indexes: (IndexSnapshot & { readonly name: string; readonly columns: string[] })[];
}

async function readDetails(
  session: MysqlSession,
  tables: readonly Place[],
  key: (place: Place) => string,
): Promise<ReadonlyMap<string, Details>> {
  const details = new Map<string, Details>(tables.map((place) => [key(place), { columns: [], indexes: [] }]));
  for (let start = 0; start < tables.length; start += TABLES_AT_ONCE) {
    const places = [tables.slice(start, start + TABLES_AT_ONCE).map(({ database, table }) => [database, table])];
    const columns = await session.rows(
      `SELECT TABLE_SCHEMA, TABLE_NAME, COLUMN_NAME, COLUMN_TYPE, IS_NULLABLE, COLUMN_DEFAULT, EXTRA
       FROM information_schema.COLUMNS WHERE (TABLE_SCHEMA, TABLE_NAME) IN (?) ORDER BY ORDINAL_POSITION`,
      places,
    );
    for (const [schema, table, name, type, nullable, fallback, extra] of columns) {
      details.get(key({ database: String(schema), table: String(table) }))?.columns.push({
        name: String(name),
        type: String(type),
        nullable: nullable === 'YES',
        // MariaDB writes the word NULL where there is none
        hasDefault: (fallback !== null && fallback !== 'NULL') || /auto_increment|generated/i.test(String(extra)),
      });
    }
    const parts = await session.rows(
      `SELECT TABLE_SCHEMA, TABLE_NAME, INDEX_NAME, COLUMN_NAME, NON_UNIQUE
       FROM information_schema.STATISTICS WHERE (TABLE_SCHEMA, TABLE_NAME) IN (?) ORDER BY INDEX_NAME, SEQ_IN_INDEX`,
      places,
    );
    for (const [schema, table, name, column, many] of parts) {
      const indexes = details.get(key({ database: String(schema), table: String(table) }))?.indexes;
      const known = indexes?.find((index) => index.name === name);
      // MySQL 8: a part that is an expression has no column, and what follows it is of no use to us
      const columnName = column === null || column === undefined ? '(expression)' : String(column);
      if (known === undefined) indexes?.push({ name: String(name), columns: [columnName], unique: Number(many) === 0 });
      else known.columns.push(columnName);
    }
  }
  return details;
}

function sameName(one: string, other: string, ignoresCase: boolean): boolean {
  return ignoresCase ? one.toLowerCase() === other.toLowerCase() : one === other;
}
