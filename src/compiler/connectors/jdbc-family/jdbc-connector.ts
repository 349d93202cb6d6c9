import type { ConnectorSpec, PluginSpec } from '../../connector/index.ts';
import type { ChunjunEmitter } from '../../targets/index.ts';
import type { Connector } from '../connector.ts';
import type { JdbcFamily } from './jdbc-database.ts';
import { syncReader } from './sync-reader.ts';
import { syncWriter } from './sync-writer.ts';

/** The emitter of one generation for the sides that a JDBC connector's spec has there. */
export function jdbcEmitter(family: JdbcFamily, reader?: PluginSpec, writer?: PluginSpec): ChunjunEmitter {
  return {
    ...(reader === undefined ? {} : { reader: (source, context) => syncReader(family, reader, source, context) }),
    ...(writer === undefined ? {} : { writer: (sink, context) => syncWriter(family, writer, sink, context) }),
  };
}

/** A connector of FlinkX and ChunJun alone: its spec, and what its tables cannot say. */
export function jdbcConnector(spec: ConnectorSpec, family: JdbcFamily): Connector {
  const emitter = (target: 'flinkx' | 'chunjun'): Partial<Record<'flinkx' | 'chunjun', ChunjunEmitter>> => {
    const reader = spec.source[target]?.plugin;
    const writer = spec.sink[target]?.plugin;
    return reader === undefined && writer === undefined ? {} : { [target]: jdbcEmitter(family, reader, writer) };
  };
  return { spec, ...emitter('flinkx'), ...emitter('chunjun') };
}

/** Databases with standard literals and double quotes around names that are not plain ones. */
export const STANDARD: JdbcFamily = { escape: 'sql-string', quoteName: quoteUnusualName };

/** Databases with MySQL's literals and backticks. */
export const LIKE_MYSQL: JdbcFamily = {
  escape: 'mysql-string',
  quoteName: (name) => `\`${name.replaceAll('`', '``')}\``,
};

/** A plain name stays bare: quoted, many databases would look for it in exactly these letters. */
function quoteUnusualName(name: string): string {
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) ? name : `"${name.replaceAll('"', '""')}"`;
}
