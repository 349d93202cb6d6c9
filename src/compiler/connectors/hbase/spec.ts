import { pluginConnectorSpec } from '../../connector/index.ts';
import { hbaseReader1_11, hbaseReader1_16, hbaseWriter1_11, hbaseWriter1_16 } from './parameters.ts';

/** On ChunJun the name leads to the package `hbase14`, whose client is 1.4. */
export const spec = pluginConnectorSpec({
  name: 'hbase',
  title: 'HBase 1',
  description:
    'Tables of HBase with the client 1.x. A column is `family:qualifier`, or `rowkey` in a source; `hosts` of the datasource are its ZooKeeper servers.',
  datasourceTypes: ['hbase'],
  reader: { flinkx: hbaseReader1_11('hbasereader'), chunjun: hbaseReader1_16('hbasereader', ['hbasesource']) },
  writer: { flinkx: hbaseWriter1_11('hbasewriter'), chunjun: hbaseWriter1_16('hbasewriter', ['hbasesink']) },
});
