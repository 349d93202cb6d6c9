import { say } from '../../../message/index.ts';
import { toTemplate, type Template } from '../../artefact/index.ts';
import type { PluginSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { DatasourceNode, ShardNode, SourceNode } from '../../ir/index.ts';
import type { Text } from '../../../time/index.ts';
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
import { credentials } from './credentials.ts';
import type { JdbcFamily } from './jdbc-database.ts';
import { quotableConstants, readerSql } from './reader-sql.ts';

/** Prints a reader of several databases of one schema: each shard is an element of `connection`, with all of its tables. */
export function shardedReader(
  family: JdbcFamily,
  plugin: PluginSpec,
  source: SourceNode,
  context: EmitContext,
): FlinkxPlugin {
  const dialect = syncDialect(context);
  const { column } = plugin.parameters;
  if (column === undefined) throw new Error(`${plugin.name} is no JDBC reader`);
  const { reader } = alignColumns(movementOf(context), context.pipeline);
  const columns = dialect.constantsInSql ? quotableConstants(reader) : reader;
  const datasource = datasourceOf(source);
  const shards: readonly ShardNode[] = datasource.shards ?? [{ tables: [] }];
  const parameter: Record<string, Template> = {
    ...credentials(source),
    connection: shards.map((shard, index) => connectionOf(shard, index, { datasource, plugin, source, context })),
    column: listedColumns(columns, column, { plugin, node: source, context }) ?? ['*'],
    ...readerSql(source, reader, family, dialect.constantsInSql),
    ...(source.splitBy === undefined ? {} : { splitPk: source.splitBy }),
    ...optionTemplates(source.options, plugin.parameters, context, child(source.at, 'options')),
  };
  return { name: plugin.name, parameter };
}

interface ShardUse {
  readonly datasource: DatasourceNode;
  readonly plugin: PluginSpec;
  readonly source: SourceNode;
  readonly context: EmitContext;
}

/** What a shard leaves out is the datasource's own; with a place of its own the datasource's `url` is not meant. */
function connectionOf(shard: ShardNode, index: number, { datasource, plugin, source, context }: ShardUse): TemplateMap {
  const { tables, username, password, ...place } = shard;
  if (plugin.jdbc === undefined) throw new Error(`${plugin.name} has no JDBC address form`);
  const { url, ...withoutUrl } = datasource;
  const isPlaced = place.host !== undefined || place.port !== undefined || place.database !== undefined;
  const own: DatasourceNode = {
    ...(isPlaced || url === undefined ? withoutUrl : datasource),
    ...place,
    at: child(datasource.at, 'shards', index),
  };
  const read: readonly Text[] = tables.length > 0 ? tables : source.tables;
  if (read.length === 0)
    context.report(
      makeDiagnostic('SL0517', own.at, say`this shard has no table to read`, {
        help: say`give it \`tables\`, or give the source a \`table\` for all of them`,
      }),
    );
  return {
    jdbcUrl: [jdbcUrl(own, plugin.jdbc, context)],
    table: read.map((table) => toTemplate(table)),
    ...(username === undefined ? {} : { username: toTemplate(username) }),
    ...(password === undefined ? {} : { password: toTemplate(password) }),
  };
}
