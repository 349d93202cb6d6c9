import { pluginConnectorSpec, type JdbcAddress, type PluginSpec } from '../../connector/index.ts';
import { CHANGES, PAVING_DATA } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME } from '../store-parameters.ts';

const POSTGRESQL_URL: JdbcAddress = { scheme: 'jdbc:postgresql:', aliases: [], defaultPort: '5432' };

/**
 * FlinkX 1.11, `PgwalReader` and `PgWalInputFormat`. Without a name of its own the slot is named after the
 * Flink job, and a temporary one goes with the connection: a job that starts anew has lost what came
 * between. It begins where the slot stands, a new one at the newest change.
 */
const READER: PluginSpec = {
  name: 'pgwalreader',
  rowsAreMaps: true,
  endless: true,
  maximumParallelism: 1,
  startsAt: ['latest', 'now', 'committed'],
  jdbc: POSTGRESQL_URL,
  parameters: {
    url: { type: 'string', description: 'Address of the server.', carries: 'datasource.jdbcUrl', required: true },
    username: { ...USERNAME, required: true },
    password: { ...PASSWORD, required: true },
    databaseName: { type: 'string', description: 'Database.', carries: 'datasource.database', required: true },
    tableList: { type: 'string-list', description: 'Tables as schema.table.', carries: 'table', required: true },
    cat: CHANGES,
    pavingData: { ...PAVING_DATA, default: false },
    statusInterval: {
      type: 'integer',
      effect: 'resource',
      description: 'Milliseconds between two reports of the position to the server.',
      default: 20_000,
      minimum: 1,
    },
    lsn: {
      type: 'integer',
      description: 'Log sequence number to begin at, as a whole number; 0 = where the slot stands.',
      carries: 'start.lsn',
      default: 0,
    },
    slotName: { type: 'string', description: 'Replication slot; needed where allowCreateSlot is false.' },
    allowCreateSlot: { type: 'boolean', description: 'Creates the slot where there is none.', default: true },
    temporary: { type: 'boolean', description: 'Creates a slot that goes with the connection.', default: true },
  },
};

export const spec = pluginConnectorSpec({
  name: 'pgwal',
  title: 'PostgreSQL WAL',
  description:
    'Changes of PostgreSQL tables, named by `table` as schema.table, by logical replication. FlinkX 1.11 alone has it.',
  datasourceTypes: ['postgresql'],
  reader: { flinkx: READER },
  writer: {},
});
