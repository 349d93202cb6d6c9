import { concat, join, sqlLiteral, toTemplate, type Template, type TextOrTemplate } from '../../artefact/index.ts';
import type { ColumnNode, MovementNode } from '../../ir/index.ts';
import { flinkSqlType } from '../flink-sql/column-type.ts';
import { embeddedSql } from '../flink-sql/embedded-sql.ts';
import { quoteIdentifier } from '../flink-sql/identifier.ts';

/** The name that the author's `transform.sql` reads from. */
export const TRANSFORM_SOURCE = { tableName: 'source' };
/** ChunJun registers the result under a name; nothing reads it. */
export const TRANSFORM_SINK = { tableName: 'sink' };

/**
 * `content[0].transformer`: Flink SQL between reader and writer. The writer takes the result's columns by
 * place, so the author's query is wrapped in a selection of the sink's columns, each in the sink's type.
 */
export function transformer({ transform, sink }: MovementNode): { readonly transformSql: Template } | undefined {
  if (transform === undefined) return undefined;
  const sql = embeddedSql(transform.sql);
  if (sink.columns === '*') return { transformSql: sql }; // a rule has refused it
  const selected = join(sink.columns.map(selection), ', ');
  return { transformSql: concat('SELECT ', selected, ' FROM (\n', sql, '\n)') };
}

function selection(column: ColumnNode): TextOrTemplate {
  const name = quoteIdentifier(column.name);
  const value =
    column.value === undefined ? quoteIdentifier(column.from ?? column.name) : sqlLiteral(toTemplate(column.value));
  const type = column.type && flinkSqlType(column.type);
  return type === undefined ? concat(value, ` AS ${name}`) : concat('CAST(', value, ` AS ${type}) AS ${name}`);
}
