import { concat, join, sqlLiteral, toTemplate, type TextOrTemplate } from '../../artefact/index.ts';
import type { Text } from '../../../time/index.ts';
import type { ColumnNode, MovementNode } from '../../ir/index.ts';
import type { FlinkSqlTable } from './format.ts';
import { quoteIdentifier } from './identifier.ts';

/**
 * What the INSERT selects, one expression for each column of the sink's table, in its order. A column is
 * cast only where its type is not the sink's already; behind a transform the types are not known, so there
 * every column is cast (to the same type it costs nothing).
 */
export function selectList(movement: MovementNode, source: FlinkSqlTable, sink: FlinkSqlTable): TextOrTemplate {
  const types = new Map(source.columns.map(({ name, type }) => [name, type]));
  const constants = constantsOf(movement.source.columns);
  const feeders = new Map(movement.sink.columns === '*' ? [] : movement.sink.columns.map((node) => [node.name, node]));
  const expressions = sink.columns.map(({ name, type }) => {
    const node = feeders.get(name);
    if (node?.value !== undefined) return literalOf(node.value, type);
    const from = node?.from ?? name;
    if (movement.transform !== undefined) return `CAST(${quoteIdentifier(from)} AS ${type})`;
    const constant = constants.get(from);
    if (constant !== undefined) return literalOf(constant, type);
    return types.get(from) === type ? quoteIdentifier(from) : `CAST(${quoteIdentifier(from)} AS ${type})`;
  });
  return join(expressions, ', ');
}

/** `*` and the source's own constants, for a transform to read. */
export function sourceView(columns: MovementNode['source']['columns']): TextOrTemplate {
  const constants = [...constantsOf(columns)].map(([name, value]) =>
    concat(literalOf(value, 'STRING'), ' AS ', quoteIdentifier(name)),
  );
  return join(['*', ...constants], ', ');
}

/** Constants of the source, by column name. */
export function constantsOf(columns: '*' | readonly ColumnNode[]): ReadonlyMap<string, Text> {
  const constants = new Map<string, Text>();
  for (const { name, value } of columns === '*' ? [] : columns) if (value !== undefined) constants.set(name, value);
  return constants;
}

function literalOf(value: Text, type: string): TextOrTemplate {
  const literal = sqlLiteral(toTemplate(value));
  return type === 'STRING' ? literal : concat('CAST(', literal, ` AS ${type})`);
}
