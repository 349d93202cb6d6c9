import { pluginConnectorSpec, type ConnectorSpec, type PluginConnector } from '../../connector/index.ts';
import { chunjunReader, chunjunWriter, flinkxReader, flinkxWriter, type JdbcDatabase } from './jdbc-database.ts';

/** A JDBC database that is read and written on each generation that has it. */
interface JdbcSpec extends Omit<PluginConnector, 'reader' | 'writer'> {
  readonly flinkx?: JdbcDatabase;
  readonly chunjun?: JdbcDatabase;
}

/** The spec of a connector of FlinkX and ChunJun alone, which has both sides where it is. */
export function jdbcSpec({ flinkx, chunjun, ...connector }: JdbcSpec): ConnectorSpec {
  return pluginConnectorSpec({
    ...connector,
    reader: {
      ...(flinkx === undefined ? {} : { flinkx: flinkxReader(flinkx) }),
      ...(chunjun === undefined ? {} : { chunjun: chunjunReader(chunjun) }),
    },
    writer: {
      ...(flinkx === undefined ? {} : { flinkx: flinkxWriter(flinkx) }),
      ...(chunjun === undefined ? {} : { chunjun: chunjunWriter(chunjun) }),
    },
  });
}
