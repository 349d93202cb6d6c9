import type { ParameterSpec } from '../../connector/index.ts';

/** Parameters of the readers of several MySQL databases in FlinkX 1.11 (`DistributedJdbcDataReader`), which all of 1.16 have too. */
export const SHARDED_PARAMETERS: Readonly<Record<string, ParameterSpec>> = {
  username: { type: 'string', description: 'User where a database names none.', carries: 'datasource.username' },
  password: {
    type: 'string',
    description: 'Password where a database names none.',
    carries: 'datasource.password',
    secret: true,
  },
  connection: {
    type: 'object-list',
    description: 'The databases; every one is read.',
    required: true,
    members: {
      jdbcUrl: {
        type: 'string-list',
        description: 'Address of the database; a list, of which the first is used.',
        carries: 'datasource.jdbcUrl',
        required: true,
        maximumItems: 1,
      },
      table: { type: 'string-list', description: 'Tables; every one is read.', carries: 'table', required: true },
      username: { type: 'string', description: 'User of this database.', carries: 'datasource.username' },
      password: {
        type: 'string',
        description: 'Password of this database.',
        carries: 'datasource.password',
        secret: true,
      },
    },
  },
  column: { type: 'list', description: 'Columns, the same in every table.', carries: 'columns', required: true },
  where: { type: 'string', description: 'Condition on the rows read.', carries: 'where' },
  splitPk: { type: 'string', description: 'Numeric column by which a parallel read is split.', carries: 'splitBy' },
  fetchSize: { type: 'integer', effect: 'resource', description: 'Rows that the driver fetches at once.', default: 0 },
  queryTimeOut: {
    type: 'integer',
    effect: 'resource',
    description: 'Seconds that a query may take; 0 = without end.',
    default: 0,
    minimum: 0,
  },
};
