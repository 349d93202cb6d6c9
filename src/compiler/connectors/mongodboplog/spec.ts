import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { PAVING_DATA } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME } from '../store-parameters.ts';

/**
 * FlinkX 1.11, `MongodbConfig` as `MongodboplogInputFormat` reads it: any other cluster mode ends the job,
 * and nothing given begins at the oldest entry that the oplog still has.
 */
const READER: PluginSpec = {
  name: 'mongodboplogreader',
  rowsAreMaps: true,
  endless: true,
  targetOptional: true,
  maximumParallelism: 1,
  startsAt: ['earliest'],
  needsOneOf: [['hostPorts', 'url']],
  parameters: {
    hostPorts: { type: 'string', description: 'Servers.', carries: 'datasource.hosts', separator: ',' },
    url: { type: 'string', description: 'Address in place of the servers.', carries: 'datasource.url' },
    username: USERNAME,
    password: PASSWORD,
    authenticationMechanism: { type: 'string', description: 'How the user is authenticated.', default: 'SCRAM-SHA-1' },
    database: { type: 'string', description: 'Database that knows the user.', carries: 'datasource.database' },
    monitorDatabases: { type: 'string-list', description: 'Databases whose changes are read; left out = all.' },
    monitorCollections: {
      type: 'string-list',
      description: 'Collections as database.collection; left out = all.',
      carries: 'table',
      qualified: true,
    },
    operateType: {
      type: 'string-list',
      description: 'Kinds of change that are read: insert, update, delete; left out = all.',
    },
    pavingData: { ...PAVING_DATA, default: false },
    clusterMode: {
      type: 'string',
      description: 'How the servers work together.',
      values: ['REPLICA_SET', 'MASTER_SLAVE'],
      required: true,
      printed: 'REPLICA_SET',
    },
    startLocation: {
      type: 'integer',
      description: 'Seconds since 1970 to begin after.',
      carries: 'start.time',
      seconds: true,
      default: 0,
    },
    excludeDocId: { type: 'boolean', description: 'Leaves the member `_id` out.', default: false },
  },
};

export const spec = pluginConnectorSpec({
  name: 'mongodboplog',
  title: 'MongoDB oplog',
  description: 'Changes of MongoDB collections, named by `table`, out of the oplog. FlinkX 1.11 alone has it.',
  datasourceTypes: ['mongodb'],
  reader: { flinkx: READER },
  writer: {},
});
