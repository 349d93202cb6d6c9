import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:oracle:thin:',
  aliases: [],
  defaultPort: '1521',
  form: '@//{host}:{port}/{database}',
};

/** FlinkX 1.11 `OracleDatabaseMeta`, ChunJun 1.16 `OracleDialect`: MERGE, no REPLACE. Thin driver with the name of a service. */
const ON_CHUNJUN: JdbcDatabase = {
  plugin: 'oracle',
  address: ADDRESS,
  typeWords: 'oracle',
  modes: ['append', 'upsert'],
};
const ON_FLINKX: JdbcDatabase = { ...ON_CHUNJUN, queryTimeOut: 3000 };

export const spec = jdbcSpec({
  name: 'oracle',
  title: 'Oracle',
  description:
    'Tables of Oracle, by the name of a service; give a SID (`jdbc:oracle:thin:@host:1521:ORCL`) or a cluster as `url`. Names are taken as they are written, so mostly in capitals. ChunJun’s plugin is not built without Oracle’s driver.',
  datasourceTypes: ['oracle'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
