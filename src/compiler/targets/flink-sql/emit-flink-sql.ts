import { concat, type ArtefactJob, type Template, type TextOrTemplate } from '../../artefact/index.ts';
import type { MovementNode, PipelineNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';
import { createTable } from './create-table.ts';
import { embeddedSql } from './embedded-sql.ts';
import type { FlinkSqlEmitter, FlinkSqlTable } from './format.ts';
import { quoteIdentifier } from './identifier.ts';
import { whereClause } from './predicate.ts';
import { refuseUnsupported } from './refuse-unsupported.ts';
import { selectList, sourceView } from './select-list.ts';
import { sessionSettings } from './session-settings.ts';

/** The name that the author's `transform.sql` reads from. */
const SOURCE = 'source';
const SINK = 'sink';
/** The table under the view `source`, where there is a transform. */
const SOURCE_TABLE = 'source_table';

/** Prints a movement as Flink SQL; its template is a `FlinkSqlJob`. What Flink SQL cannot do is reported. */
export function emitFlinkSql(
  pipeline: PipelineNode,
  source: FlinkSqlEmitter,
  sink: FlinkSqlEmitter,
  context: EmitContext,
): ArtefactJob {
  const movement = movementOf(context);
  if (source.source === undefined || sink.sink === undefined) {
    throw new Error(`a connector without Flink SQL reached its target in ${pipeline.name}`);
  }
  refuseUnsupported(context);
  const from = source.source(movement.source, context);
  const to = sink.sink(movement.sink, context);
  const cursor = cursorQuery(movement);
  const template: { readonly [key: string]: Template } = {
    settings: sessionSettings(context, to.primaryKey.length > 0),
    definitions: definitions(movement, from, to),
    insert: insert(movement, from, to),
    ...(cursor === undefined ? {} : { cursor }),
  };
  return { file: 'job.sql', template };
}

/** The author's SQL must see only the wanted rows, so with a transform `source` is a view of them. */
function definitions(movement: MovementNode, from: FlinkSqlTable, to: FlinkSqlTable): readonly TextOrTemplate[] {
  if (movement.transform === undefined) return [createTable(SOURCE, from), createTable(SINK, to)];
  const view = concat(
    `CREATE TEMPORARY VIEW ${quoteIdentifier(SOURCE)} AS\nSELECT `,
    sourceView(movement.source.columns),
    ` FROM ${quoteIdentifier(SOURCE_TABLE)}`,
    whereClause(movement.source),
  );
  return [createTable(SOURCE_TABLE, from), view, createTable(SINK, to)];
}

function insert(movement: MovementNode, from: FlinkSqlTable, to: FlinkSqlTable): TextOrTemplate {
  const names = to.columns.map(({ name }) => quoteIdentifier(name)).join(', ');
  const head = concat(`INSERT INTO ${quoteIdentifier(SINK)} (${names})\nSELECT `, selectList(movement, from, to));
  if (movement.transform === undefined) {
    return concat(head, ` FROM ${quoteIdentifier(SOURCE)}`, whereClause(movement.source));
  }
  return concat(head, ' FROM (\n', embeddedSql(movement.transform.sql), '\n)');
}

function cursorQuery(movement: MovementNode): TextOrTemplate | undefined {
  const { incremental } = movement.source;
  if (incremental === undefined) return undefined;
  const table = quoteIdentifier(movement.transform === undefined ? SOURCE : SOURCE_TABLE);
  const greatest = `SELECT CAST(MAX(${quoteIdentifier(incremental.column)}) AS STRING) FROM ${table}`;
  return concat(greatest, whereClause(movement.source));
}
