import type { ColumnNode, MovementNode, PipelineNode } from '../../ir/index.ts';

/** What reader and writer of a FlinkX or ChunJun job list: the writer takes fields by position. */
export interface AlignedColumns {
  readonly reader: '*' | readonly ColumnNode[];
  readonly writer: '*' | readonly ColumnNode[];
}

/**
 * Puts the reader's columns into the writer's order, since these engines map by position alone. A
 * sink's constant becomes a constant of the reader. Columns that only the reader needs follow at the end:
 * those of the cursor and of restore, and on ChunJun, which looks its type up there, the one to split by.
 * ChunJun's writers take as many as they list; of FlinkX's a check sees to it.
 */
export function alignColumns(
  movement: MovementNode,
  { settings, engine }: Pick<PipelineNode, 'settings' | 'engine'>,
): AlignedColumns {
  const { source, sink } = movement;
  if (movement.transform !== undefined) return apart(movement);
  if (sink.columns === '*') return { reader: source.columns, writer: source.columns };
  const byName = new Map(source.columns === '*' ? [] : source.columns.map((column) => [column.name, column]));
  const reader = sink.columns.map((column) => readerColumn(column, byName));
  const writer = sink.columns.map((column) => writerColumn(column, byName));
  const present = new Set(reader.map(({ name }) => name));
  const split = engine.type === 'chunjun' ? source.splitBy : undefined;
  const needed = [source.incremental?.column, split, settings.resumeColumn];
  for (const name of needed) {
    if (name === undefined || present.has(name)) continue;
    present.add(name);
    reader.push(byName.get(name) ?? { kind: 'column', name, at: source.at });
  }
  return { reader, writer };
}

/** With SQL between them each side has its own columns: the SQL gives the writer's, by their place. */
function apart({ source, sink }: MovementNode): AlignedColumns {
  const writer = sink.columns === '*' ? sink.columns : sink.columns.map((column) => writerColumn(column, new Map()));
  return { reader: source.columns, writer };
}

function readerColumn(column: ColumnNode, source: ReadonlyMap<string, ColumnNode>): ColumnNode {
  if (column.value !== undefined) return column;
  const name = column.from ?? column.name;
  return source.get(name) ?? { kind: 'column', name, at: column.at };
}

/** A sink's column without a type of its own has the type of the column that feeds it. */
function writerColumn(column: ColumnNode, source: ReadonlyMap<string, ColumnNode>): ColumnNode {
  const { kind, name, at, type, nativeType, comment } = column;
  const fed = column.value === undefined ? source.get(column.from ?? name) : undefined;
  const ownType = type ?? fed?.type;
  const ownNative = type === undefined ? (nativeType ?? fed?.nativeType) : nativeType;
  return {
    kind,
    name,
    at,
    ...(ownType === undefined ? {} : { type: ownType }),
    ...(ownNative === undefined ? {} : { nativeType: ownNative }),
    ...(comment === undefined ? {} : { comment }),
  };
}
