import type { ColumnType } from './column-type.ts';

/** Words of a database for its types: what holds all values of each, or how that follows from the numbers behind it. */
export type DatabaseTypes = Readonly<Record<string, ColumnType | TypeOfNumbers>>;

type TypeOfNumbers = (numbers: readonly (number | undefined)[]) => ColumnType | undefined;

const BOOL: ColumnType = { name: 'bool' };
const INT8: ColumnType = { name: 'int8' };
const INT16: ColumnType = { name: 'int16' };
const INT32: ColumnType = { name: 'int32' };
const INT64: ColumnType = { name: 'int64' };
const FLOAT32: ColumnType = { name: 'float32' };
const FLOAT64: ColumnType = { name: 'float64' };
const DATE: ColumnType = { name: 'date' };
const JSON_DOCUMENT: ColumnType = { name: 'json' };
const BYTES: ColumnType = { name: 'bytes' };
const TEXT: ColumnType = { name: 'string' };

const string: TypeOfNumbers = ([length]) => (length === undefined || length < 1 ? TEXT : { name: 'string', length });

/** Without numbers it is what the database takes then; undefined where that is a number of any size. */
const decimal =
  (precision?: number): TypeOfNumbers =>
  ([given = precision, digits = 0]) => {
    if (given === undefined) return undefined;
    // A negative scale of Oracle rounds to tens and hundreds: more digits before the point, none behind.
    if (digits < 0) return { name: 'decimal', precision: given - digits, scale: 0 };
    return { name: 'decimal', precision: Math.max(given, digits), scale: digits };
  };

const moment =
  (name: 'time' | 'timestamp' | 'timestamptz', digits: number): TypeOfNumbers =>
  ([precision = digits]) => ({ name, precision });

/**
 * MySQL 5.7 and 8, MariaDB 10 and 11, as information_schema.COLUMNS.COLUMN_TYPE has them. `tinyint(1)` is what
 * they make of `boolean`, and what their JDBC drivers read as one. A `timestamp` is read and written in the zone
 * of the session, so it is a time without a zone like `datetime`.
 */
export const MYSQL_TYPES: DatabaseTypes = {
  tinyint: ([width]) => (width === 1 ? BOOL : INT8),
  boolean: BOOL,
  bool: BOOL,
  smallint: INT16,
  mediumint: INT32,
  int: INT32,
  integer: INT32,
  bigint: INT64,
  largeint: { name: 'decimal', precision: 39, scale: 0 }, // Doris and StarRocks: 128 bits
  'tinyint unsigned': INT16,
  'smallint unsigned': INT32,
  'mediumint unsigned': INT32,
  'int unsigned': INT64,
  'bigint unsigned': { name: 'decimal', precision: 20, scale: 0 },
  year: INT16,
  bit: ([width = 1]) => (width === 1 ? BOOL : BYTES),
  decimal: decimal(10),
  decimalv3: decimal(10),
  'decimal unsigned': decimal(10),
  float: FLOAT32,
  'float unsigned': FLOAT32,
  double: FLOAT64,
  'double unsigned': FLOAT64,
  char: string,
  varchar: string,
  string: TEXT,
  tinytext: TEXT,
  text: TEXT,
  mediumtext: TEXT,
  longtext: TEXT,
  enum: TEXT,
  set: TEXT,
  uuid: { name: 'string', length: 36 },
  inet4: { name: 'string', length: 15 },
  inet6: { name: 'string', length: 39 },
  binary: BYTES,
  varbinary: BYTES,
  tinyblob: BYTES,
  blob: BYTES,
  mediumblob: BYTES,
  longblob: BYTES,
  json: JSON_DOCUMENT,
  date: DATE,
  datev2: DATE,
  time: moment('time', 0),
  datetime: moment('timestamp', 0),
  datetimev2: moment('timestamp', 0),
  timestamp: moment('timestamp', 0),
};

/** PostgreSQL, as `format_type` has them, and the short words that people write. A numeric without digits is of any size. */
export const POSTGRESQL_TYPES: DatabaseTypes = {
  boolean: BOOL,
  bool: BOOL,
  smallint: INT16,
  int2: INT16,
  smallserial: INT16,
  integer: INT32,
  int: INT32,
  int4: INT32,
  serial: INT32,
  bigint: INT64,
  int8: INT64,
  bigserial: INT64,
  oid: INT64,
  numeric: decimal(),
  decimal: decimal(),
  money: { name: 'decimal', precision: 19, scale: 2 },
  real: FLOAT32,
  float4: FLOAT32,
  'double precision': FLOAT64,
  float8: FLOAT64,
  'character varying': string,
  varchar: string,
  character: string,
  char: string,
  bpchar: string,
  '"char"': { name: 'string', length: 1 },
  name: { name: 'string', length: 63 },
  text: TEXT,
  citext: TEXT,
  xml: TEXT,
  uuid: { name: 'string', length: 36 },
  inet: TEXT,
  cidr: TEXT,
  macaddr: TEXT,
  bytea: BYTES,
  json: JSON_DOCUMENT,
  jsonb: JSON_DOCUMENT,
  date: DATE,
  time: moment('time', 6),
  'time without time zone': moment('time', 6),
  timestamp: moment('timestamp', 6),
  'timestamp without time zone': moment('timestamp', 6),
  timestamptz: moment('timestamptz', 6),
  'timestamp with time zone': moment('timestamptz', 6),
};

/** REAL and DOUBLE PRECISION of Oracle are FLOAT(63) and FLOAT(126): numbers of decimal digits, no doubles. */
const noType: TypeOfNumbers = () => undefined;

/** Oracle 11 to 23, and DM which follows it. A DATE has seconds; a NUMBER without digits is of any size. */
export const ORACLE_TYPES: DatabaseTypes = {
  number: decimal(),
  decimal: decimal(),
  numeric: decimal(),
  integer: decimal(38),
  int: decimal(38),
  smallint: decimal(38),
  bigint: INT64,
  tinyint: INT8,
  bit: BOOL,
  boolean: BOOL,
  binary_float: FLOAT32,
  binary_double: FLOAT64,
  // 126 binary digits by default: more than a double holds
  float: ([digits = 126]) => (digits <= 53 ? FLOAT64 : undefined),
  real: noType,
  double: FLOAT64,
  'double precision': noType,
  varchar2: string,
  nvarchar2: string,
  varchar: string,
  char: string,
  nchar: string,
  clob: TEXT,
  nclob: TEXT,
  text: TEXT,
  long: TEXT,
  rowid: { name: 'string', length: 18 },
  xmltype: TEXT,
  blob: BYTES,
  raw: BYTES,
  'long raw': BYTES,
  varbinary: BYTES,
  binary: BYTES,
  json: JSON_DOCUMENT,
  date: { name: 'timestamp', precision: 0 },
  time: moment('time', 6),
  timestamp: moment('timestamp', 6),
  datetime: moment('timestamp', 6),
  'timestamp with time zone': moment('timestamptz', 6),
  'timestamp with local time zone': moment('timestamptz', 6),
};

/** SQL Server 2012 to 2022. Its tinyint has no sign; `timestamp` is a number of the row's version, no time. */
export const SQL_SERVER_TYPES: DatabaseTypes = {
  bit: BOOL,
  tinyint: INT16,
  smallint: INT16,
  int: INT32,
  bigint: INT64,
  decimal: decimal(18),
  numeric: decimal(18),
  money: { name: 'decimal', precision: 19, scale: 4 },
  smallmoney: { name: 'decimal', precision: 10, scale: 4 },
  real: FLOAT32,
  float: ([digits = 53]) => (digits <= 24 ? FLOAT32 : FLOAT64),
  char: string,
  varchar: string,
  nchar: string,
  nvarchar: string,
  text: TEXT,
  ntext: TEXT,
  xml: TEXT,
  uniqueidentifier: { name: 'string', length: 36 },
  binary: BYTES,
  varbinary: BYTES,
  image: BYTES,
  timestamp: BYTES,
  rowversion: BYTES,
  date: DATE,
  time: moment('time', 7),
  datetime: { name: 'timestamp', precision: 3 },
  smalldatetime: { name: 'timestamp', precision: 0 },
  datetime2: moment('timestamp', 7),
  datetimeoffset: moment('timestamptz', 7),
};
