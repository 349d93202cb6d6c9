import type { ParameterSpec, WriteMode } from '../../connector/index.ts';

export type Parameters = Readonly<Record<string, ParameterSpec>>;

const USERNAME: ParameterSpec = { type: 'string', description: 'User.', carries: 'datasource.username' };
const PASSWORD: ParameterSpec = {
  type: 'string',
  description: 'Password.',
  carries: 'datasource.password',
  secret: true,
};
const SCHEMA: ParameterSpec = { type: 'string', description: 'Schema of the table, where the table does not name it.' };
const READER_URL: ParameterSpec = {
  type: 'string-list',
  description: 'Address of the database; a list, of which the first is used.',
  carries: 'datasource.jdbcUrl',
  required: true,
  maximumItems: 1,
};
const WRITER_URL: ParameterSpec = {
  type: 'string',
  description: 'Address of the database.',
  carries: 'datasource.jdbcUrl',
  required: true,
};
const TABLE: ParameterSpec = {
  type: 'string-list',
  description: 'Table; a list, of which the first is used.',
  carries: 'table',
  required: true,
  maximumItems: 1,
};
const COLUMN: ParameterSpec = { type: 'list', description: 'Columns.', carries: 'columns', required: true };
const WHERE: ParameterSpec = { type: 'string', description: 'Condition on the rows read.', carries: 'where' };
const CUSTOM_SQL: ParameterSpec = { type: 'string', description: 'Query in place of a table.', carries: 'query' };
const SPLIT: ParameterSpec = {
  type: 'string',
  description: 'Numeric column by which a parallel read is split.',
  carries: 'splitBy',
};
const PROPERTIES: ParameterSpec = {
  type: 'text-map',
  description: 'Connection properties handed to the JDBC driver.',
};
const ORDER_BY: ParameterSpec = { type: 'string', description: 'Column by which the read is ordered.' };
const BATCH_SIZE: ParameterSpec = {
  type: 'integer',
  effect: 'resource',
  description: 'Rows sent to the database at once; more than 1 when the job restores.',
  default: 1024,
  minimum: 1,
};
const PRE_SQL: ParameterSpec = {
  type: 'string-list',
  description: 'Statements run before the first row.',
  carries: 'preSql',
};
const POST_SQL: ParameterSpec = {
  type: 'string-list',
  description: 'Statements run after the last row.',
  carries: 'postSql',
};
const FULL_COLUMN: ParameterSpec = {
  type: 'string-list',
  description: 'All columns of the table, in order; looked up when left out. Used by mode replace.',
};
const INSERT_SQL_MODE: ParameterSpec = {
  type: 'string',
  description: 'PostgreSQL and its kin: `copy` writes by COPY in place of INSERT.',
};

/** What an incremental read has in both generations. `useMaxFunc` and `polling` exclude each other on 1.16. */
const INCREMENTAL: Parameters = {
  increColumn: { type: 'string', description: 'Incremental column.', carries: 'incremental.column' },
  startLocation: {
    type: 'string',
    description: 'Position after which an incremental read begins.',
    carries: 'incremental.start',
  },
  useMaxFunc: {
    type: 'boolean',
    description:
      'Incremental: asks for the greatest value first and reads from the cursor up to, not including, it. Rows with the greatest value then wait for the next run.',
    default: false,
  },
  polling: {
    type: 'boolean',
    description: 'Incremental: never ends, asks again for new rows. Printed for `schedule: continuous`.',
    default: false,
  },
  pollingInterval: {
    type: 'integer',
    effect: 'resource',
    description: 'Milliseconds between two rounds of polling.',
    default: 5000,
    minimum: 1,
  },
};

/** Rows fetched at once; a negative default streams the result, as MySQL's driver does it. */
/** ChunJun 1.16 `JdbcConfig`. */
export const TIMEOUTS_1_16: Parameters = {
  queryTimeOut: {
    type: 'integer',
    effect: 'resource',
    description: 'Seconds that a query may take.',
    default: 300,
    minimum: 0,
  },
  connectTimeOut: {
    type: 'integer',
    effect: 'resource',
    description: 'Seconds to wait for a connection.',
    default: 600,
    minimum: 0,
  },
};

function fetchSize(rows: number, maximum?: number): ParameterSpec {
  return {
    type: 'integer',
    effect: 'resource',
    description: 'Rows that the driver fetches at once.',
    default: rows,
    ...(maximum === undefined ? {} : { maximum }),
  };
}

const MODE_WORDS = { append: 'insert', upsert: 'update', replace: 'replace' } as const;

/** A plugin's own words for the modes for which its database has a statement there. */
function modeWords(modes: readonly WriteMode[]): Readonly<Record<string, string>> {
  return Object.fromEntries(Object.entries(MODE_WORDS).filter(([mode]) => modes.some((each) => each === mode)));
}

/** Parameters of a JDBC reader of FlinkX 1.11 (`JdbcDataReader`, `JdbcConfigKeys`); element 0 of `connection` is used. */
export function flinkxReaderParameters(rows: number, querySeconds: number): Parameters {
  return {
    username: USERNAME,
    password: PASSWORD,
    connection: {
      type: 'object-list',
      description: 'Where the rows are; the first element is used.',
      required: true,
      maximumItems: 1,
      members: { jdbcUrl: READER_URL, table: TABLE, schema: SCHEMA },
    },
    column: COLUMN,
    where: WHERE,
    customSql: CUSTOM_SQL,
    splitPk: SPLIT,
    fetchSize: fetchSize(rows, 200_000),
    queryTimeOut: {
      type: 'integer',
      effect: 'resource',
      description: 'Seconds that a query may take.',
      default: querySeconds,
      minimum: 0,
    },
    orderByColumn: { ...ORDER_BY, description: 'Column by which the read is ordered; PostgreSQL alone reads it.' },
    properties: PROPERTIES,
    ...INCREMENTAL,
    requestAccumulatorInterval: {
      type: 'integer',
      effect: 'resource',
      description: 'Seconds between two looks for the greatest value, with `useMaxFunc` and several channels.',
      default: 2,
      minimum: 1,
    },
  };
}

/** Parameters of a JDBC writer of FlinkX 1.11 (`JdbcDataWriter`). Without `writeMode` it refuses to start. */
export function flinkxWriterParameters(modes: readonly WriteMode[]): Parameters {
  const keyed = modes.some((mode) => mode !== 'append');
  return {
    username: USERNAME,
    password: PASSWORD,
    connection: {
      type: 'object-list',
      description: 'Where the rows go; the first element is used.',
      required: true,
      maximumItems: 1,
      members: { jdbcUrl: { ...WRITER_URL, alsoTakes: ['string-list'] }, table: TABLE, schema: SCHEMA },
    },
    column: COLUMN,
    writeMode: {
      type: 'string',
      description: 'How rows are written.',
      carries: 'mode',
      words: modeWords(modes),
      required: true,
    },
    batchSize: BATCH_SIZE,
    preSql: PRE_SQL,
    postSql: POST_SQL,
    ...(keyed ? { updateKey: UPDATE_KEY } : {}),
    fullColumn: FULL_COLUMN,
    insertSqlMode: INSERT_SQL_MODE,
    properties: PROPERTIES,
  };
}

/** A map of index names to their columns; looked up in the database when left out. */
const UPDATE_KEY: ParameterSpec = {
  type: 'object',
  description: 'Columns of the unique indexes, by the name of each index.',
  members: { key: { type: 'string-list', description: 'Columns of the unique key.', carries: 'key' } },
  anyMember: true,
};

/** A connection of one's own may name its user, which beats the user beside `connection`. */
const OWN_CREDENTIALS: Parameters = {
  username: { type: 'string', description: 'User of this connection alone.' },
  password: { type: 'string', description: 'Password of this connection alone.', secret: true },
};

/** Parameters of a JDBC reader of ChunJun 1.16 (`JdbcConfig`, `SourceConnectionConfig`). */
export function chunjunReaderParameters(rows: number): Parameters {
  return {
    username: { ...USERNAME, required: true },
    password: PASSWORD,
    connection: {
      type: 'object-list',
      description: 'Where the rows are; the first element is used.',
      required: true,
      maximumItems: 1,
      members: { jdbcUrl: READER_URL, table: { ...TABLE, required: false }, schema: SCHEMA, ...OWN_CREDENTIALS },
    },
    column: COLUMN,
    where: WHERE,
    customSql: CUSTOM_SQL,
    orderByColumn: ORDER_BY,
    splitPk: SPLIT,
    splitStrategy: {
      type: 'string',
      description: 'How a parallel read is split: by ranges of the column, or by its remainder.',
      default: 'range',
      values: ['range', 'mod'],
    },
    fetchSize: fetchSize(rows),
    ...TIMEOUTS_1_16,
    properties: PROPERTIES,
    ...INCREMENTAL,
    pollingFromMax: {
      type: 'boolean',
      description: 'Polling begins at the greatest value that is there when the job starts.',
      default: false,
    },
    isOrderBy: { type: 'boolean', description: 'Whether an incremental read is ordered.', default: true },
    initReporter: {
      type: 'boolean',
      description:
        'Incremental: loads the metrics plugin, which must then be installed. Sluice says false unless told otherwise.',
      default: true,
    },
    withNoLock: { type: 'boolean', description: 'SQL Server: reads without locks.', default: false },
    defineColumnTypeForStatement: {
      type: 'boolean',
      description: 'Declares the column types on the statement.',
      default: false,
    },
  };
}

/** Parameters of a JDBC writer of ChunJun 1.16 (`JdbcConfig`, `SinkConnectionConfig`). */
export function chunjunWriterParameters(modes: readonly WriteMode[]): Parameters {
  const keyed = modes.some((mode) => mode !== 'append');
  return {
    username: { ...USERNAME, required: true },
    password: PASSWORD,
    connection: {
      type: 'object-list',
      description: 'Where the rows go; the first element is used.',
      required: true,
      maximumItems: 1,
      members: {
        jdbcUrl: WRITER_URL,
        table: TABLE,
        schema: SCHEMA,
        allReplace: { type: 'boolean', description: 'Read by no writer; `allReplace` beside it is.', default: false },
      },
    },
    column: COLUMN,
    mode: {
      type: 'string',
      description: 'How rows are written; `writeMode` is the same key.',
      aliases: ['writeMode'],
      carries: 'mode',
      words: modeWords(modes),
      default: 'INSERT',
    },
    ...(keyed
      ? { uniqueKey: { type: 'string-list', description: 'Columns of the unique key.', carries: 'key' } as const }
      : {}),
    allReplace: {
      type: 'boolean',
      description: 'Upsert: a NULL overwrites the old value. Sluice says true unless told otherwise.',
      default: false,
    },
    preSql: PRE_SQL,
    postSql: POST_SQL,
    batchSize: BATCH_SIZE,
    flushIntervalMills: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds after which a batch is sent though it is not full; 0 breaks the job.',
      default: 10_000,
      minimum: 1,
    },
    semantic: {
      type: 'string',
      description: 'Whether rows are committed with the checkpoint.',
      default: 'at-least-once',
      values: ['at-least-once', 'exactly-once'],
    },
    insertSqlMode: INSERT_SQL_MODE,
    fieldDelim: { type: 'string', description: 'Between two values of a COPY.' },
    nullDelim: { type: 'string', description: 'What stands for NULL in a COPY.' },
    fullColumn: FULL_COLUMN,
    properties: PROPERTIES,
    executeDdlAble: { type: 'boolean', description: 'Runs DDL rows that come from a CDC source.', default: false },
    check: { type: 'boolean', description: 'Checks table and columns before the job starts.', default: true },
  };
}
