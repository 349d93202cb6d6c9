import type { JdbcAddress } from '../../connector/index.ts';
import { STREAMED, type JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = { scheme: 'jdbc:gbase:', aliases: [], defaultPort: '5258' };

/** ChunJun 1.16 makes the class name of the plugin’s name by a rule of its own for GBase. */
const SUSPECT =
  'ChunJun 1.16 looks for a class `GBaseSourceFactory` or `GBaseSinkFactory`, and the plugin’s begin with `Gbase`, so it may not load.';

/** FlinkX 1.11 `GbaseDatabaseMeta`, ChunJun 1.16 `GbaseDialect`: MERGE, no REPLACE. */
const ON_FLINKX: JdbcDatabase = {
  plugin: 'gbase',
  address: ADDRESS,
  typeWords: 'gbase',
  modes: ['append', 'upsert'],
  fetchSize: STREAMED,
};
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'gbase',
  address: ADDRESS,
  typeWords: 'gbase',
  modes: ['append', 'upsert'],
  suspect: SUSPECT,
};

export const spec = jdbcSpec({
  name: 'gbase',
  title: 'GBase 8a',
  description: 'Tables of GBase 8a.',
  datasourceTypes: ['gbase'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
