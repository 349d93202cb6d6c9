import { say } from '../../../message/index.ts';
import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { toTemplate, type Template } from '../../artefact/index.ts';
import type { PluginSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode } from '../../ir/index.ts';
import {
  alignColumns,
  datasourceOf,
  jdbcUrl,
  listedColumns,
  movementOf,
  optionTemplates,
  syncDialect,
} from '../../targets/index.ts';
import type { EmitContext, FlinkxPlugin, TemplateMap } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { connectionList } from './connection-list.ts';
import { credentials } from './credentials.ts';
import type { JdbcFamily } from './jdbc-database.ts';
import { isContinuous } from './report-polling.ts';

/**
 * Prints a JDBC writer of FlinkX or ChunJun. The writer's `jdbcUrl` is a string: ChunJun 1.16 refuses a
 * list. The mode is always said, since FlinkX 1.11 has no default that works.
 */
export function syncWriter(family: JdbcFamily, plugin: PluginSpec, sink: SinkNode, context: EmitContext): FlinkxPlugin {
  const dialect = syncDialect(context);
  const { column, [dialect.writeModeKey]: mode } = plugin.parameters;
  if (plugin.jdbc === undefined || column === undefined) throw new Error(`${plugin.name} is no JDBC writer`);
  family.inspectSink?.(sink, context);
  reportBatchSize(sink, dialect, context);
  const { writer } = alignColumns(movementOf(context), context.pipeline);
  const { connection: ownConnection, ...options } = optionTemplates(
    sink.options,
    plugin.parameters,
    context,
    child(sink.at, 'options'),
  );
  const parameter: Record<string, Template> = {
    ...credentials(sink),
    connection: connectionList(
      { jdbcUrl: jdbcUrl(datasourceOf(sink), plugin.jdbc, context), table: [toTemplate(sink.table ?? '')] },
      ownConnection,
    ),
    column: listedColumns(writer, column, { plugin, node: sink, context }) ?? ['*'],
    // a mode without a word is another rule's finding
    [dialect.writeModeKey]: mode?.words?.[sink.mode] ?? 'insert',
    ...uniqueKey(sink, dialect),
    ...statements('preSql', sink, family),
    ...statements('postSql', sink, family),
    ...options,
  };
  return { name: plugin.name, parameter };
}

/** FlinkX 1.11 restores only what it writes in batches, and refuses the job otherwise. */
function reportBatchSize(sink: SinkNode, dialect: SyncJobDialect, context: EmitContext): void {
  const restores = isContinuous(context) || context.pipeline.settings.resumeColumn !== undefined;
  if (!restores || !dialect.constantsInSql || sink.options['batchSize'] !== 1) return;
  context.report(
    makeDiagnostic('SL0516', child(sink.at, 'options', 'batchSize'), say`a job that restores cannot write row by row`, {
      notes: [say`FlinkX 1.11 refuses to start with \`batchSize: 1\` there`],
      help: say`give \`batchSize\` a number above 1, or leave it out`,
    }),
  );
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
