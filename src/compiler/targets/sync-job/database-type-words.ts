import type { DatabaseTypeWords } from '../../connector/index.ts';
import type { ColumnType } from '../../ir/index.ts';

/** A word for both generations, or one for each where FlinkX 1.11 `ColumnType` takes another for text. */
type Word = string | { readonly flinkx?: string; readonly chunjun?: string };

type Words = Readonly<Partial<Record<ColumnType['name'], Word>>>;

const NUMBERS: Words = {
  int8: 'smallint',
  int16: 'smallint',
  int32: 'int',
  int64: 'bigint',
  float32: 'real',
  float64: 'double',
  decimal: 'decimal',
};

const TIMES: Words = { date: 'date', time: 'time', timestamp: 'timestamp' };

const POSTGRESQL: Words = {
  ...NUMBERS,
  ...TIMES,
  bool: 'boolean',
  float64: 'float8',
  string: 'varchar',
  bytes: 'bytea',
  timestamptz: 'timestamptz',
  json: 'json',
};

/**
 * Each database's own words for our types, as the raw type mapper of its connector knows them on ChunJun
 * 1.16. A type that is not here the plugin cannot take.
 */
const WORDS: Readonly<Record<DatabaseTypeWords, Words>> = {
  // Oracle has neither truth values nor a time of day; its DATE has hours and is read as a timestamp.
  oracle: {
    int8: 'number',
    int16: 'number',
    int32: 'number',
    int64: 'number',
    decimal: 'number',
    float32: { flinkx: 'float', chunjun: 'binary_float' },
    float64: { flinkx: 'double', chunjun: 'binary_double' },
    string: 'varchar2',
    bytes: 'blob',
    date: 'date',
    timestamp: 'timestamp',
    timestamptz: 'timestamp with time zone',
    json: 'clob',
  },
  postgresql: POSTGRESQL,
  greenplum: {
    ...NUMBERS,
    ...TIMES,
    bool: 'boolean',
    float64: 'float8',
    string: 'varchar',
    bytes: 'bytea',
    timestamptz: 'timestamp with time zone',
    json: 'text',
  },
  // tinyint has no sign there, and float is the double
  sqlserver: {
    ...NUMBERS,
    bool: 'bit',
    float64: 'float',
    string: 'nvarchar',
    bytes: 'varbinary',
    date: 'date',
    time: 'time',
    timestamp: { flinkx: 'datetime', chunjun: 'datetime2' },
    timestamptz: { chunjun: 'datetimeoffset' },
    json: 'nvarchar',
  },
  db2: { ...NUMBERS, ...TIMES, string: 'varchar', bytes: 'blob', json: 'clob' },
  clickhouse: {
    ...NUMBERS,
    bool: 'boolean',
    int8: 'tinyint',
    float32: 'float',
    string: 'string',
    date: 'date',
    timestamp: { flinkx: 'datetime', chunjun: 'datetime64' },
    timestamptz: { flinkx: 'datetime', chunjun: 'datetime64' },
    json: 'string',
  },
  dm: { ...NUMBERS, ...TIMES, bool: 'bit', int8: 'tinyint', string: 'varchar', bytes: 'blob', json: 'text' },
  gbase: {
    ...NUMBERS,
    ...TIMES,
    bool: 'bit',
    int8: 'tinyint',
    float32: 'float',
    string: 'varchar',
    bytes: 'blob',
    timestamp: 'datetime',
    timestamptz: 'timestamp',
    json: 'json',
  },
  kingbase: {
    ...NUMBERS,
    ...TIMES,
    bool: 'boolean',
    int8: 'tinyint',
    string: 'varchar',
    bytes: 'blob',
    json: 'json',
  },
  // tinyint has no sign there
  saphana: {
    ...NUMBERS,
    ...TIMES,
    bool: 'boolean',
    int32: 'integer',
    string: 'nvarchar',
    bytes: 'varbinary',
    json: 'nclob',
  },
  sybase: {
    ...NUMBERS,
    bool: 'bit',
    string: 'varchar',
    bytes: 'varbinary',
    date: 'date',
    time: 'time',
    timestamp: 'datetime',
    json: 'text',
  },
  vertica: {
    ...NUMBERS,
    ...TIMES,
    bool: 'boolean',
    float32: 'float',
    string: 'varchar',
    bytes: 'varbinary',
    timestamptz: 'timestamptz',
    json: 'long varchar',
  },
  oceanbase: {
    ...NUMBERS,
    bool: 'boolean',
    int8: 'tinyint',
    float32: 'float',
    string: 'varchar',
    bytes: 'blob',
    date: 'date',
    time: 'time',
    timestamp: 'datetime',
    timestamptz: 'timestamp',
    json: 'text',
  },
};

/** True of words that are a database's own. */
export function isDatabaseWords(words: string): words is DatabaseTypeWords {
  return Object.hasOwn(WORDS, words);
}

/** A database's own word; `isChunjun` = the version keeps precisions, so it is ChunJun. Undefined where there is none. */
export function databaseTypeWord(words: DatabaseTypeWords, type: ColumnType, isChunjun: boolean): string | undefined {
  const word = WORDS[words][type.name];
  const own = typeof word === 'object' ? word[isChunjun ? 'chunjun' : 'flinkx'] : word;
  return own === 'decimal' && type.name === 'decimal' && isChunjun ? `decimal(${type.precision},${type.scale})` : own;
}
