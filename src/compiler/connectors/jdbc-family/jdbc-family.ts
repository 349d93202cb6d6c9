import type { Escape } from '../../artefact/index.ts';
import type { ColumnType, SinkNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import type { JdbcAddress } from '../../connector/index.ts';

/** What tells one JDBC database from another in a FlinkX or ChunJun job. A new database is one of these. */
export interface JdbcFamily {
  /** Plugin folder without its ending: `mysql` for mysqlreader and mysqlwriter. */
  readonly plugin: string;
  readonly url: JdbcAddress;
  /** The database's word for a type; `precision` = the version reads `decimal(10,2)`. */
  readonly typeWord: (type: ColumnType, precision: boolean) => string;
  /** How values are made safe inside the database's literals. */
  readonly escape: Escape;
  /** A column's name, quoted as the database wants any that could be a keyword. */
  readonly quoteName: (name: string) => string;
  /** Reports what the plugin's driver would get wrong at this sink. */
  readonly inspectSink?: (sink: SinkNode, context: EmitContext) => void;
}
