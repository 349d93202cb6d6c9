import { pluginConnectorSpec } from '../../connector/index.ts';
import { hbaseReader1_11, hbaseReader1_16, hbaseWriter1_11, hbaseWriter1_16 } from '../hbase/parameters.ts';

export const spec = pluginConnectorSpec({
  name: 'hbase2',
  title: 'HBase 2',
  description: 'Tables of HBase with the client 2.x; otherwise as `hbase`.',
  datasourceTypes: ['hbase'],
  reader: { flinkx: hbaseReader1_11('hbase2reader'), chunjun: hbaseReader1_16('hbase2reader', ['hbase2source']) },
  writer: { flinkx: hbaseWriter1_11('hbase2writer'), chunjun: hbaseWriter1_16('hbase2writer', ['hbase2sink']) },
});
