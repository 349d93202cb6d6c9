import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { holeTemplate, whenCursor, type Template } from '../../artefact/index.ts';
import type { OptionSpec } from '../../connector/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import {
  alignColumns,
  columnTemplates,
  movementOf,
  optionTemplates,
  singleTable,
  syncDialect,
} from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import type { JdbcFamily } from './jdbc-family.ts';
import { credentials } from './credentials.ts';
import { datasourceOf, jdbcUrl } from '../../targets/index.ts';
import { quotableConstants, readerSql } from './reader-sql.ts';

/** Prints a JDBC reader of FlinkX or ChunJun. The reader's `jdbcUrl` is a list on every version. */
export function syncReader(
  family: JdbcFamily,
  options: Readonly<Record<string, OptionSpec>>,
  source: SourceNode,
  context: EmitContext,
): FlinkxPlugin {
  const dialect = syncDialect(context);
  const datasource = datasourceOf(source);
  const { reader } = alignColumns(movementOf(context), context.pipeline.settings);
  const table = singleTable(source, context) ?? (dialect.tableBesideCustomSql ? UNUSED_TABLE : undefined);
  const parameter: Record<string, Template> = {
    ...credentials(source),
    connection: [
      {
        jdbcUrl: [jdbcUrl(datasource, family.url, context)],
        ...(table === undefined ? {} : { table: [table] }),
      },
    ],
    column: columnTemplates(dialect.constantsInSql ? quotableConstants(reader) : reader, (type) =>
      family.typeWord(type, dialect.typePrecision),
    ),
    ...readerSql(source, reader, family, dialect.constantsInSql),
    ...(source.splitBy === undefined ? {} : { splitPk: source.splitBy }),
    ...incremental(source, dialect),
    ...optionTemplates(source.options, options, context, child(source.at, 'options')),
  };
  return { name: `${family.plugin}reader`, parameter };
}

/** 1.11 takes element 0 of `table` before it looks for `customSql`, and then does not use it. */
const UNUSED_TABLE = 'query';

/**
 * `startLocation` is a string, "" for everything. `useMaxFunc` stays off: with it a read stops short of
 * the greatest value, so rows that share it (one bulk load, one `updated_at`) would never arrive. Without
 * it a row that comes late with a value already passed is missed; `options: { useMaxFunc: true }` chooses.
 */
function incremental(source: SourceNode, dialect: SyncJobDialect): TemplateMap {
  if (source.incremental === undefined) return {};
  return {
    increColumn: source.incremental.column,
    startLocation: whenCursor(holeTemplate({ kind: 'cursor' })),
    useMaxFunc: false,
    ...(dialect.initReporter ? { initReporter: false } : {}),
  };
}
