import { pluginConnectorSpec, type PluginSpec } from '../../connector/index.ts';
import { CHANGED_COLUMNS, CHANGES, PAVING_DATA, SPLIT_UPDATE, TIMESTAMP_FORMAT } from '../cdc-parameters.ts';
import { PASSWORD, USERNAME } from '../store-parameters.ts';

/** ChunJun 1.16, `OceanBaseCdcConfig`: changes come from a log proxy, which logs in to the servers itself. */
const READER: PluginSpec = {
  name: 'oceanbasecdcreader',
  aliases: ['oceanbasecdcsource'],
  endless: true,
  maximumParallelism: 1,
  startsAt: ['latest', 'now'],
  parameters: {
    logProxyHost: { type: 'string', description: 'Host of the log proxy.', required: true },
    logProxyPort: {
      type: 'integer',
      description: 'Port of the log proxy, as a rule 2983.',
      required: true,
      minimum: 1,
      maximum: 65_535,
    },
    obReaderConfig: {
      type: 'object',
      description: 'What the log proxy needs to know.',
      required: true,
      members: {
        clusterUrl: { type: 'string', description: 'Address that tells the cluster’s servers, in place of rsList.' },
        rsList: { type: 'string', description: 'Servers as `host:2882:2881`, with semicolons between them.' },
        username: { ...USERNAME, required: true },
        password: { ...PASSWORD, required: true },
        tableWhiteList: {
          type: 'string',
          description: 'Tables as tenant.database.table.',
          carries: 'table',
          separator: '|',
          required: true,
        },
        startTimestamp: {
          type: 'integer',
          description: 'Seconds since 1970 to begin at; 0 = now.',
          carries: 'start.time',
          seconds: true,
        },
        timezone: { type: 'string', description: 'Offset of times, as in `+08:00`.', default: '+08:00' },
        workingMode: {
          type: 'string',
          description: 'Where the log proxy keeps what it has to wait with.',
          values: ['memory', 'storage'],
        },
      },
    },
    cat: CHANGES,
    pavingData: { ...PAVING_DATA, default: true },
    splitUpdate: SPLIT_UPDATE,
    timestampFormat: TIMESTAMP_FORMAT,
    ...CHANGED_COLUMNS,
  },
};

export const spec = pluginConnectorSpec({
  name: 'oceanbasecdc',
  title: 'OceanBase CDC',
  description:
    'Changes of OceanBase tables, named by `table` as tenant.database.table, out of its log proxy. ChunJun 1.16 alone has it.',
  datasourceTypes: ['oceanbase'],
  reader: { chunjun: READER },
  writer: {},
});
