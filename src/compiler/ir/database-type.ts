import type { ColumnType } from './column-type.ts';
import { MYSQL_TYPES, ORACLE_TYPES, POSTGRESQL_TYPES, SQL_SERVER_TYPES, type DatabaseTypes } from './database-types.ts';
import { sqliteType } from './sqlite-type.ts';

/** By datasource type. Databases that speak another's SQL spell their types as it does. */
const TYPES_OF: Readonly<Record<string, DatabaseTypes>> = {
  mysql: MYSQL_TYPES,
  mariadb: MYSQL_TYPES,
  polardb: MYSQL_TYPES,
  oceanbase: MYSQL_TYPES,
  doris: MYSQL_TYPES,
  starrocks: MYSQL_TYPES,
  postgresql: POSTGRESQL_TYPES,
  greenplum: POSTGRESQL_TYPES,
  opengauss: POSTGRESQL_TYPES,
  kingbase: POSTGRESQL_TYPES,
  oracle: ORACLE_TYPES,
  dm: ORACLE_TYPES,
  sqlserver: SQL_SERVER_TYPES,
};

/**
 * The type of Sluice that holds every value of a database's column, from the type as that database spells it
 * (`ColumnSnapshot.type`). Undefined where no type does, or nothing is known: a number of any size, an array,
 * a type that users made.
 */
export function columnTypeOf(datasourceType: string, spelled: string): ColumnType | undefined {
  if (datasourceType === 'sqlite') return sqliteType(spelled);
  const types = Object.hasOwn(TYPES_OF, datasourceType) ? TYPES_OF[datasourceType] : undefined;
  const read = readSpelling(spelled);
  if (types === undefined || read === undefined) return undefined;
  const found = Object.hasOwn(types, read.word) ? types[read.word] : undefined;
  return typeof found === 'function' ? found(read.numbers) : found;
}

interface Spelling {
  /** In lower case, numbers left out: `timestamp with time zone` of `TIMESTAMP(3) WITH TIME ZONE`. */
  readonly word: string;
  readonly numbers: readonly (number | undefined)[];
}

function readSpelling(spelled: string): Spelling | undefined {
  const match = /^\s*("?[a-z][a-z0-9_ ]*"?)(?:\((.*)\)([a-z ]*))?$/is.exec(spelled);
  if (match === null) return undefined;
  const [, base = '', inside, after = ''] = match;
  const word = `${base} ${after}`
    .toLowerCase()
    .replaceAll(/\bzerofill\b/g, '')
    .replaceAll(/\s+/g, ' ')
    .trim();
  // `varchar2(20 BYTE)` says its unit; `nvarchar(max)` and the words of an enum are no numbers.
  const numbers = inside === undefined ? [] : inside.split(',').map((part) => numberIn(part));
  return { word, numbers };
}

function numberIn(text: string): number | undefined {
  const digits = /^\s*(-?\d+)(?:\s+(?:byte|char))?\s*$/i.exec(text)?.[1];
  return digits === undefined ? undefined : Number(digits);
}
