import type { JdbcAddress } from '../../connector/index.ts';
import type { JdbcDatabase } from '../jdbc-family/jdbc-database.ts';
import { jdbcSpec } from '../jdbc-family/jdbc-spec.ts';

const ADDRESS: JdbcAddress = {
  scheme: 'jdbc:sap:',
  aliases: [],
  defaultPort: '39015',
  form: '//{host}:{port}/?databaseName={database}',
};

/** FlinkX 1.11 `SaphanaDatabaseMeta` writes MySQL’s ON DUPLICATE KEY and REPLACE, which HANA does not know; ChunJun 1.16 `SaphanaDialect`: MERGE. */
const ON_FLINKX: JdbcDatabase = { plugin: 'saphana', address: ADDRESS, typeWords: 'saphana' };
const ON_CHUNJUN: JdbcDatabase = { ...ON_FLINKX, modes: ['append', 'upsert'] };

export const spec = jdbcSpec({
  name: 'saphana',
  title: 'SAP HANA',
  description:
    'Tables of SAP HANA. FlinkX can only add rows: its statements for update and replace are MySQL’s. The jar of ChunJun’s default build holds no driver and no JDBC base, so both have to be put beside it.',
  datasourceTypes: ['saphana'],
  flinkx: ON_FLINKX,
  chunjun: ON_CHUNJUN,
});
