import { say } from '../../../message/index.ts';
import type { Template } from '../../artefact/index.ts';
import type { ParameterSpec } from '../../connector/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { ColumnNode, SourceNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import { movementOf } from '../movement-of.ts';
import { alignColumns } from './align-columns.ts';
import { columnTemplates } from './column-templates.ts';
import type { PluginUse } from './plugin-use.ts';
import { syncDialect } from './sync-dialect.ts';
import { plainTypeWord, typeWord } from './type-word.ts';

/**
 * The columns of one side as the parameter takes them. A plugin that takes objects alone (`object-list`)
 * looks up the type of each, so a column without one is reported.
 */
export function columnsAs(spec: ParameterSpec, use: PluginUse): Template | undefined {
  return listedColumns(columnsOf(use), spec, use);
}

/** As {@link columnsAs}, of columns that the caller has looked at. */
export function listedColumns(
  columns: '*' | readonly ColumnNode[],
  spec: ParameterSpec,
  use: PluginUse,
): Template | undefined {
  // a list that may be left out means all columns by itself
  if (columns === '*') return spec.type === 'list' && spec.required === true ? ['*'] : undefined;
  if (spec.separator !== undefined) return columns.map(nameOf).join(spec.separator);
  if (spec.type === 'string-list') return columns.map(nameOf);
  const typed = spec.type === 'object-list' ? columns.map((column) => withTableType(column, use)) : columns;
  reportTypes(typed, spec, use);
  const { typePrecision } = syncDialect(use.context);
  const words = use.plugin.typeWords ?? 'plain';
  // a type without a word is reported, so what stands in its place is never run
  return columnTemplates(typed, (type) => typeWord(words, type, typePrecision) ?? plainTypeWord(type, typePrecision));
}

/** Places of the key's columns among those written: numbers, or objects that give the type too. */
export function keyIndexes(spec: ParameterSpec, use: PluginUse): Template | undefined {
  const columns = columnsOf(use);
  if (use.node.kind === 'source' || use.node.key.length === 0) return undefined;
  if (columns === '*') {
    const at = { ...child(use.node.at, 'columns'), part: 'key' as const };
    use.context.report(
      makeDiagnostic('SL0203', at, say`\`key\` of \`${use.node.connector}\` needs the columns`, {
        notes: [say`the engine finds the key by its place among them`],
        help: say`list \`columns\`, here or in the source`,
      }),
    );
    return undefined;
  }
  const { typePrecision } = syncDialect(use.context);
  return use.node.key.flatMap((name): Template[] => {
    const index = columns.findIndex((column) => column.name === name);
    const column = columns[index];
    if (column === undefined) return []; // another rule reports it
    if (spec.type === 'integer-list') return [index];
    const { type, nativeType } = column;
    const word = nativeType ?? (type && typeWord(use.plugin.typeWords ?? 'plain', type, typePrecision));
    return [{ index, ...(word === undefined ? {} : { type: word }) }];
  });
}

function columnsOf({ node, plugin, context }: PluginUse): '*' | readonly ColumnNode[] {
  const { reader, writer } = alignColumns(movementOf(context), context.pipeline);
  if (node.kind === 'sink') return writer;
  return plugin.columnsByPlace === undefined || reader === '*' ? reader : placed(reader, plugin.columnsByPlace, node);
}

/** Parquet columns are found by name; all else, ORC too, by place, which our sorting may have changed. */
function placed(
  reader: readonly ColumnNode[],
  byPlace: 'index' | 'order',
  { file, columns }: SourceNode,
): readonly ColumnNode[] {
  if (columns === '*' || file?.type === 'parquet') return reader;
  const places = new Map(columns.map(({ name }, place) => [name, place]));
  const isInOrder = reader.every(({ name }, place) => places.get(name) === place);
  if (byPlace === 'order' && isInOrder) return reader;
  return reader.map((column) => {
    const place = column.index ?? places.get(column.name);
    const isRead = column.value === undefined && column.partition !== true && place !== undefined;
    return isRead ? { ...column, index: place } : column;
  });
}

function reportTypes(columns: readonly ColumnNode[], spec: ParameterSpec, { plugin, context }: PluginUse): void {
  const words = plugin.typeWords ?? 'plain';
  for (const { at, name, type, nativeType } of columns) {
    if (nativeType !== undefined) continue;
    if (type === undefined && spec.type === 'object-list')
      context.report(
        makeDiagnostic('SL0510', at, say`\`${plugin.name}\` needs the type of column \`${name}\``, {
          notes: [say`without it the plugin does not start`],
          help: say`write \`${name} string\`, or the type that it has`,
        }),
      );
    if (type !== undefined && typeWord(words, type, false) === undefined)
      context.report(
        makeDiagnostic('SL0611', child(at, 'type'), say`\`${plugin.name}\` takes no column of type \`${type.name}\``, {
          help: say`give it as a \`string\`, or name a type of the store under \`nativeType\``,
        }),
      );
  }
}

/** The type that the schema snapshot knows, where the author gave none. */
function withTableType(column: ColumnNode, { node, context }: PluginUse): ColumnNode {
  const { name, type, nativeType, tableType } = column;
  if (type !== undefined || nativeType !== undefined || tableType === undefined) return column;
  context.takeTableType?.(node.kind, name);
  return { ...column, type: tableType };
}

function nameOf({ name }: ColumnNode): string {
  return name;
}
