import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { toTemplate, type Template } from '../../artefact/index.ts';
import type { OptionSpec } from '../../connector/index.ts';
import type { SinkNode } from '../../ir/index.ts';
import { alignColumns, columnTemplates, movementOf, optionTemplates, syncDialect } from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import type { JdbcFamily } from './jdbc-family.ts';
import { credentials } from './credentials.ts';
import { datasourceOf, jdbcUrl } from '../../targets/index.ts';

/** `overwrite` is in no JDBC spec, so it never comes here. */
const MODE_WORDS = { append: 'insert', upsert: 'update', replace: 'replace', overwrite: 'insert' } as const;

/**
 * Prints a JDBC writer of FlinkX or ChunJun. The writer's `jdbcUrl` is a string: ChunJun 1.16 refuses a
 * list. The mode is always said, since FlinkX 1.11 has no default that works.
 */
export function syncWriter(
  family: JdbcFamily,
  options: Readonly<Record<string, OptionSpec>>,
  sink: SinkNode,
  context: EmitContext,
): FlinkxPlugin {
  const dialect = syncDialect(context);
  family.inspectSink?.(sink, context);
  const { writer } = alignColumns(movementOf(context), context.pipeline.settings);
  const parameter: Record<string, Template> = {
    ...credentials(sink),
    connection: [
      {
        jdbcUrl: jdbcUrl(datasourceOf(sink), family.url, context),
        table: [toTemplate(sink.table ?? '')],
      },
    ],
    column: columnTemplates(writer, (type) => family.typeWord(type, dialect.typePrecision)),
    [dialect.writeModeKey]: MODE_WORDS[sink.mode],
    ...uniqueKey(sink, dialect),
    ...statements('preSql', sink, family),
    ...statements('postSql', sink, family),
    ...optionTemplates(sink.options, options, context, child(sink.at, 'options')),
  };
  return { name: `${family.plugin}writer`, parameter };
}

/**
 * The key spares the engine a look at the table's indexes. On ChunJun an update leaves the old value where
 * the new one is NULL, unless `allReplace` says that the row becomes what the source says.
 */
function uniqueKey(sink: SinkNode, dialect: SyncJobDialect): TemplateMap {
  if (sink.mode === 'append' || sink.key.length === 0) return {};
  const allReplace: TemplateMap = dialect.allReplace && sink.mode === 'upsert' ? { allReplace: true } : {};
  return dialect.uniqueKey === 'updateKey-map'
    ? { updateKey: { key: sink.key }, ...allReplace }
    : { uniqueKey: sink.key, ...allReplace };
}

/** Lists only: a single text is refused by every version. */
function statements(field: 'preSql' | 'postSql', sink: SinkNode, family: JdbcFamily): TemplateMap {
  return sink[field].length === 0 ? {} : { [field]: sink[field].map((text) => toTemplate(text, family.escape)) };
}
