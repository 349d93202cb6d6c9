import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:phoenix:',
  aliases: [],
  defaultPort: '2181',
  form: '{host}:{port}',
  propertiesStart: ';',
  propertiesSeparator: ';',
};

const FROM_HBASE = {
  readFromHbase: { type: 'boolean', description: 'Reads the table of HBase beneath.', default: false },
  scanCacheSize: {
    type: 'integer',
    description: 'Rows that a scan of HBase fetches at once; HBase’s own when left out.',
  },
  scanBatchSize: {
    type: 'integer',
    effect: 'resource',
    description: 'Cells of a row that a scan fetches at once; -1 = all.',
    default: -1,
  },
} as const;

/** FlinkX 1.11 `Phoenix5DatabaseMeta`: UPSERT in both modes, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'phoenix5',
  address: ADDRESS,
  typeWords: 'plain',
  modes: ['append', 'upsert'],
  readerExtra: FROM_HBASE,
};

export const spec = jdbcSpec({
  name: 'phoenix5',
  title: 'Phoenix 5',
  description:
    'Tables of Phoenix 5 on HBase. FlinkX alone has it. `host` names the ZooKeeper servers, several with commas; Phoenix writes every row by its key.',
  datasourceTypes: ['phoenix5'],
  flinkx: ON_FLINKX,
});
