import { OperatingError } from '../../../errors.ts';
import type { LocalConnector } from './connector.ts';

/** MySQL and MariaDB: one protocol and one dialect; what differs is asked of the server. */
async function mysql(): Promise<LocalConnector> {
  const [{ openMysqlSource }, { openMysqlSink }, { measureMysql }] = await Promise.all([
    import('./mysql/source.ts'),
    import('./mysql/sink.ts'),
    import('./mysql/measure.ts'),
  ]);
  return { openSource: openMysqlSource, openSink: openMysqlSink, measure: measureMysql };
}

async function sqlite(): Promise<LocalConnector> {
  const [{ openSqliteSource }, { openSqliteSink }, { measureSqlite }] = await Promise.all([
    import('./sqlite/source.ts'),
    import('./sqlite/sink.ts'),
    import('./sqlite/measure.ts'),
  ]);
  return { openSource: openSqliteSource, openSink: openSqliteSink, measure: measureSqlite };
}

async function file(): Promise<LocalConnector> {
  const [{ openFileSource }, { openFileSink }] = await Promise.all([
    import('./file/source.ts'),
    import('./file/sink.ts'),
  ]);
  return { openSource: openFileSource, openSink: openFileSink };
}

/** Connectors of the local engine by name, loaded with their drivers at first use. A new one is a folder and a line here. */
const CONNECTORS: Readonly<Record<string, () => Promise<LocalConnector>>> = { file, sqlite, mysql, mariadb: mysql };

/** Throws ENGINE_REFUSED for a connector that this engine does not have. */
export async function connectorNamed(name: string): Promise<LocalConnector> {
  const load = Object.hasOwn(CONNECTORS, name) ? CONNECTORS[name] : undefined;
  if (load !== undefined) return load();
  throw new OperatingError('ENGINE_REFUSED', `the local engine has no connector ${name}`, {
    retryable: false,
    help: `It has ${Object.keys(CONNECTORS).join(', ')}.`,
  });
}
