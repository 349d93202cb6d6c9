import type { Escape } from '../../artefact/index.ts';
import type { JdbcAddress, PluginSpec, TypeWords, WriteMode } from '../../connector/index.ts';
import type { SinkNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import {
  chunjunReaderParameters,
  chunjunWriterParameters,
  flinkxReaderParameters,
  flinkxWriterParameters,
  type Parameters,
} from './jdbc-parameters.ts';

/** What a plugin's table cannot say of its database. */
export interface JdbcFamily {
  /** How values are made safe inside the database's literals. */
  readonly escape: Escape;
  /** A column's name, quoted where the database wants it. */
  readonly quoteName: (name: string) => string;
  /** Reports what the plugin's driver would get wrong at this sink. */
  readonly inspectSink?: (sink: SinkNode, context: EmitContext) => void;
}

/** What tells one JDBC database of a generation from another. */
export interface JdbcDatabase {
  /** Plugin folder without its ending: `mysql` for mysqlreader and mysqlwriter. */
  readonly plugin: string;
  readonly address: JdbcAddress;
  readonly typeWords: TypeWords;
  /** Modes of the writer for which the plugin has a statement that the database takes. */
  readonly modes?: readonly WriteMode[];
  /** Rows fetched at once unless the job says it. */
  readonly fetchSize?: number;
  /** FlinkX: seconds that a query may take unless the job says it. */
  readonly queryTimeOut?: number;
  /** ChunJun: other words by which its name map finds the plugin: `tidb`. */
  readonly otherNames?: readonly string[];
  readonly readerExtra?: Parameters;
  readonly writerExtra?: Parameters;
  readonly suspect?: string;
}

/** Types whose position FlinkX and ChunJun report without loss: whole numbers and times. */
export const INTEGERS_AND_TIMES = ['int8', 'int16', 'int32', 'int64', 'date', 'timestamp', 'timestamptz'];

/** MySQL's driver streams a result when it is told this size; FlinkX and ChunJun say it by themselves. */
export const STREAMED = -2_147_483_648;

/** A JDBC reader of FlinkX 1.11, without what differs by database (`DatabaseInterface.getFetchSize`, `getQueryTimeout`). */
export function flinkxReader(database: JdbcDatabase): PluginSpec {
  const { fetchSize = 1000, queryTimeOut = 1000, readerExtra } = database;
  return {
    ...common(database, 'reader'),
    parameters: { ...flinkxReaderParameters(fetchSize, queryTimeOut), ...readerExtra },
    incrementalTypes: INTEGERS_AND_TIMES,
  };
}

/** A JDBC writer of FlinkX 1.11. */
export function flinkxWriter(database: JdbcDatabase): PluginSpec {
  return {
    ...common(database, 'writer'),
    parameters: { ...flinkxWriterParameters(database.modes ?? ['append']), ...database.writerExtra },
  };
}

/** A JDBC reader of ChunJun 1.16; `xxxsource` is another name of `xxxreader`. */
export function chunjunReader(database: JdbcDatabase): PluginSpec {
  return {
    ...common(database, 'reader'),
    aliases: aliases(database, 'reader', 'source'),
    parameters: { ...chunjunReaderParameters(database.fetchSize ?? 1024), ...database.readerExtra },
    incrementalTypes: INTEGERS_AND_TIMES,
  };
}

/** A JDBC writer of ChunJun 1.16; `xxxsink` is another name of `xxxwriter`. */
export function chunjunWriter(database: JdbcDatabase): PluginSpec {
  return {
    ...common(database, 'writer'),
    aliases: aliases(database, 'writer', 'sink'),
    parameters: { ...chunjunWriterParameters(database.modes ?? ['append']), ...database.writerExtra },
  };
}

function common(database: JdbcDatabase, role: 'reader' | 'writer'): Omit<PluginSpec, 'parameters'> {
  const { plugin, address, typeWords, suspect } = database;
  return { name: `${plugin}${role}`, jdbc: address, typeWords, ...(suspect === undefined ? {} : { suspect }) };
}

function aliases({ plugin, otherNames = [] }: JdbcDatabase, role: string, other: string): string[] {
  return [`${plugin}${other}`, ...otherNames.flatMap((name) => [`${name}${role}`, `${name}${other}`])];
}
