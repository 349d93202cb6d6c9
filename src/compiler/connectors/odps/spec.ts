import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { TYPED_COLUMNS, type Parameters } from '../store-parameters.ts';

/** FlinkX 1.11, `OdpsUtil.initOdps`: the two keys of the account and the project. */
const COMMON: Parameters = {
  odpsConfig: {
    type: 'object',
    description: 'Account and project.',
    required: true,
    members: {
      accessId: {
        type: 'string',
        description: 'Id of the key of the account.',
        carries: 'datasource.accessKey',
        required: true,
        secret: true,
      },
      accessKey: {
        type: 'string',
        description: 'Key of the account.',
        carries: 'datasource.secretKey',
        required: true,
        secret: true,
      },
      project: { type: 'string', description: 'Project.', carries: 'datasource.database', required: true },
      odpsServer: { type: 'string', description: 'Address of the service.', carries: 'datasource.url' },
      packageAuthorizedProject: { type: 'string', description: 'Project whose tables are used in place of its own.' },
      accountType: { type: 'string', description: 'Kind of the account.', default: 'aliyun', values: ['aliyun'] },
    },
  },
  table: { type: 'string', description: 'Table.', carries: 'table', required: true },
  column: TYPED_COLUMNS,
};

/** Several channels read rows twice: each split is as long as all up to it (`OdpsUtil.splitRecordCount`). */
const READER: PluginSpec = {
  name: 'odpsreader',
  restores: false,
  maximumParallelism: 1,
  parameters: {
    ...COMMON,
    partition: { type: 'string', description: "Partition to read, as in `pt='20260101'`.", dynamic: true },
  },
};

/** A key `project` beside `odpsConfig` is read and used nowhere. */
const WRITER: PluginSpec = {
  name: 'odpswriter',
  restores: false,
  parameters: {
    ...COMMON,
    partition: {
      type: 'string',
      description: "Partition that is written, as in `pt='20260101'`.",
      carries: 'partition',
    },
    writeMode: {
      type: 'string',
      description: 'Whether the table or partition is emptied first.',
      default: 'append',
      carries: 'mode',
      words: { append: 'append', overwrite: 'overwrite' },
    },
    bufferSize: {
      type: 'integer',
      effect: 'resource',
      description: 'Mebibytes of the buffer of writes; 0 = 64.',
      default: 0,
      minimum: 0,
    },
  },
};

export const spec = pluginConnectorSpec({
  name: 'odps',
  title: 'MaxCompute (ODPS)',
  description:
    'Tables of MaxCompute, on FlinkX alone; `accessKey` and `secretKey` of the datasource are the key of the account, `database` is the project.',
  datasourceTypes: ['odps'],
  reader: { flinkx: READER },
  writer: { flinkx: WRITER },
});
