import { OperatingError } from '../../../errors.ts';
import type { LocalConnector } from './connector.ts';
import { openFileSink } from './file/sink.ts';
import { openFileSource } from './file/source.ts';
import { openMysqlSink } from './mysql/sink.ts';
import { openMysqlSource } from './mysql/source.ts';
import { openSqliteSink } from './sqlite/sink.ts';
import { openSqliteSource } from './sqlite/source.ts';

const MYSQL: LocalConnector = { openSource: openMysqlSource, openSink: openMysqlSink };

/** Connectors of the local engine by name. A new one is a folder and a line here. */
const CONNECTORS: Readonly<Record<string, LocalConnector>> = {
  file: { openSource: openFileSource, openSink: openFileSink },
  sqlite: { openSource: openSqliteSource, openSink: openSqliteSink },
  mysql: MYSQL,
  // One protocol and one dialect; what differs between the two is asked of the server.
  mariadb: MYSQL,
};

/** Throws ENGINE_REFUSED for a connector that this engine does not have. */
export function connectorNamed(name: string): LocalConnector {
  const connector = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
  if (connector !== undefined) return connector;
  throw new OperatingError('ENGINE_REFUSED', `the local engine has no connector ${name}`, {
    retryable: false,
    help: `It has ${Object.keys(CONNECTORS).join(', ')}.`,
  });
}
