import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { holeTemplate, whenCursor, type Template } from '../../artefact/index.ts';
import type { PluginSpec } from '../../connector/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import {
  alignColumns,
  datasourceOf,
  jdbcUrl,
  listedColumns,
  movementOf,
  optionTemplates,
  singleTable,
  syncDialect,
} from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { connectionList } from './connection-list.ts';
import { credentials } from './credentials.ts';
import type { JdbcFamily } from './jdbc-database.ts';
import { quotableConstants, readerSql } from './reader-sql.ts';
import { reportClauses } from './report-clauses.ts';
import { isContinuous, reportPolling } from './report-polling.ts';

/** Prints a JDBC reader of FlinkX or ChunJun. The reader's `jdbcUrl` is a list on every version. */
export function syncReader(
  family: JdbcFamily,
  plugin: PluginSpec,
  source: SourceNode,
  context: EmitContext,
): FlinkxPlugin {
  const dialect = syncDialect(context);
  const { column, connection } = plugin.parameters;
  if (plugin.jdbc === undefined || column === undefined || connection === undefined)
    throw new Error(`${plugin.name} is no JDBC reader`);
  reportPolling(source, dialect, context);
  reportClauses(source, context);
  const { reader } = alignColumns(movementOf(context), context.pipeline);
  const table = singleTable(source, context) ?? (dialect.tableBesideCustomSql ? UNUSED_TABLE : undefined);
  const { connection: ownConnection, ...options } = optionTemplates(
    source.options,
    plugin.parameters,
    context,
    child(source.at, 'options'),
  );
  const columns = dialect.constantsInSql ? quotableConstants(reader) : reader;
  const parameter: Record<string, Template> = {
    ...credentials(source),
    connection: connectionList(
      {
        jdbcUrl: [jdbcUrl(datasourceOf(source), plugin.jdbc, context)],
        ...(table === undefined ? {} : { table: [table] }),
      },
      ownConnection,
    ),
    column: listedColumns(columns, column, { plugin, node: source, context }) ?? ['*'],
    ...readerSql(source, reader, family, dialect.constantsInSql),
    ...(source.splitBy === undefined ? {} : { splitPk: source.splitBy }),
    ...incremental(source, dialect, context),
    ...options,
  };
  return { name: plugin.name, parameter };
}

/** 1.11 takes element 0 of `table` before it looks for `customSql`, and then does not use it. */
const UNUSED_TABLE = 'query';

/**
 * `startLocation` is a string, "" for everything. `useMaxFunc` stays off: with it a read stops short of
 * the greatest value, so rows that share it (one bulk load, one `updated_at`) would never arrive. Without
 * it a row that comes late with a value already passed is missed; `options: { useMaxFunc: true }` chooses.
 * A continuous pipeline polls. There ChunJun 1.16 makes wrong SQL of "", so numbers begin at "0".
 */
function incremental(source: SourceNode, dialect: SyncJobDialect, context: EmitContext): TemplateMap {
  if (source.incremental === undefined) return {};
  const polls = isContinuous(context);
  const isNumber = source.incremental.type.name.startsWith('int');
  return {
    increColumn: source.incremental.column,
    startLocation: whenCursor(
      holeTemplate({ kind: 'cursor' }),
      polls && isNumber && !dialect.constantsInSql ? '0' : '',
    ),
    useMaxFunc: false,
    ...(polls ? { polling: true } : {}),
    ...(dialect.initReporter ? { initReporter: false } : {}),
  };
}
