import type { JdbcAddress, ParameterSpec } from '../../../compiler/connector/index.ts';
import type { DataxPlugin } from '../datax-plugin.ts';

type Parameters = Readonly<Record<string, ParameterSpec>>;

const CREDENTIALS: Parameters = {
  username: { type: 'string', description: 'User.', carries: 'datasource.username' },
  password: { type: 'string', description: 'Password.', carries: 'datasource.password', secret: true },
};

const READER: Parameters = {
  ...CREDENTIALS,
  column: { type: 'list', description: 'Names, and constants or expressions in SQL.', carries: 'columns' },
  connection: {
    type: 'object-list',
    description: 'Databases; every one of them is read.',
    members: {
      jdbcUrl: {
        type: 'string-list',
        description: 'Addresses of one database, tried in turn.',
        carries: 'datasource.jdbcUrl',
        alsoTakes: ['string'],
      },
      table: { type: 'string-list', description: 'Tables of one shape.', carries: 'table', alsoTakes: ['string'] },
      querySql: {
        type: 'string-list',
        description: 'Queries in place of tables.',
        carries: 'query',
        alsoTakes: ['string'],
      },
    },
  },
  where: { type: 'string', description: 'Condition.', carries: 'where' },
  splitPk: { type: 'string', description: 'Column by which a read is split.', carries: 'splitBy' },
  fetchSize: { type: 'integer', description: 'Rows fetched at once.', alsoTakes: ['string'] },
  session: { type: 'string-list', description: 'Statements run on each new connection.' },
  queryTimeout: { type: 'integer', description: 'Seconds that a query may take.' },
  mandatoryEncoding: { type: 'string', description: 'Encoding of texts.' },
};

const WRITER: Parameters = {
  ...CREDENTIALS,
  column: { type: 'list', description: 'Names.', carries: 'columns' },
  connection: {
    type: 'object-list',
    description: 'Databases; rows are dealt out to all their tables.',
    members: {
      jdbcUrl: { type: 'string', description: 'Address.', carries: 'datasource.jdbcUrl', alsoTakes: ['string-list'] },
      table: { type: 'string-list', description: 'Tables.', carries: 'table', alsoTakes: ['string'] },
    },
  },
  preSql: { type: 'string-list', description: 'Statements before.', carries: 'preSql' },
  postSql: { type: 'string-list', description: 'Statements after.', carries: 'postSql' },
  writeMode: {
    type: 'string',
    description: 'How rows are written.',
    carries: 'mode',
    default: 'insert',
    words: { append: 'insert', upsert: 'update', replace: 'replace' },
  },
  batchSize: { type: 'integer', description: 'Rows sent at once.', default: 2048, alsoTakes: ['string'] },
  batchByteSize: { type: 'integer', description: 'Bytes sent at once.', default: 33_554_432 },
  session: { type: 'string-list', description: 'Statements run on each new connection.' },
  emptyAsNull: { type: 'boolean', description: 'Writes NULL for an empty text.', default: true },
  dryRun: { type: 'boolean', description: 'Writes nothing.', default: false },
};

interface Database {
  readonly plugin: string;
  readonly connector: string;
  readonly datasourceType: string;
  readonly address: JdbcAddress;
}

const MYSQL: JdbcAddress = { scheme: 'jdbc:mysql:', aliases: ['jdbc:mariadb:'], defaultPort: '3306' };
const POSTGRESQL: JdbcAddress = { scheme: 'jdbc:postgresql:', aliases: [], defaultPort: '5432' };

const DATABASES: readonly Database[] = [
  { plugin: 'mysql', connector: 'mysql', datasourceType: 'mysql', address: MYSQL },
  { plugin: 'drds', connector: 'mysql', datasourceType: 'mysql', address: MYSQL },
  { plugin: 'adbmysql', connector: 'mysql', datasourceType: 'mysql', address: MYSQL },
  { plugin: 'postgresql', connector: 'postgresql', datasourceType: 'postgresql', address: POSTGRESQL },
  { plugin: 'gaussdb', connector: 'opengauss', datasourceType: 'opengauss', address: POSTGRESQL },
  {
    plugin: 'oracle',
    connector: 'oracle',
    datasourceType: 'oracle',
    address: { scheme: 'jdbc:oracle:thin:', aliases: [], defaultPort: '1521', form: '@//{host}:{port}/{database}' },
  },
  {
    plugin: 'sqlserver',
    connector: 'sqlserver',
    datasourceType: 'sqlserver',
    address: {
      scheme: 'jdbc:sqlserver:',
      aliases: [],
      defaultPort: '1433',
      form: '//{host}:{port};DatabaseName={database}',
      propertiesStart: ';',
      propertiesSeparator: ';',
    },
  },
  {
    plugin: 'clickhouse',
    connector: 'clickhouse',
    datasourceType: 'clickhouse',
    address: { scheme: 'jdbc:clickhouse:', aliases: [], defaultPort: '8123' },
  },
  {
    plugin: 'kingbasees',
    connector: 'kingbase',
    datasourceType: 'kingbase',
    address: { scheme: 'jdbc:kingbase8:', aliases: ['jdbc:kingbase:'], defaultPort: '54321' },
  },
  {
    plugin: 'oceanbasev10',
    connector: 'oceanbase',
    datasourceType: 'oceanbase',
    address: { scheme: 'jdbc:oceanbase:', aliases: ['jdbc:mysql:'], defaultPort: '2883' },
  },
];

/** Readers and writers of DataX that share its JDBC code. */
export const JDBC_PLUGINS: readonly DataxPlugin[] = DATABASES.flatMap(
  ({ plugin, connector, datasourceType, address }): DataxPlugin[] => [
    { name: `${plugin}reader`, role: 'source', connector, datasourceType, jdbc: address, parameters: READER },
    { name: `${plugin}writer`, role: 'sink', connector, datasourceType, jdbc: address, parameters: WRITER },
  ],
);
