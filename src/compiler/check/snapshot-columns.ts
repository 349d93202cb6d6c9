import { say, type Message } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ColumnNode, SettingsNode, SinkNode, SourceNode } from '../ir/index.ts';
import { child, isWithin, type Location } from '../text/index.ts';
import { meantName } from './meant-name.ts';
import { sidesOf, type PipelineRule } from './rule.ts';
import { findColumn, knownTable, type KnownTable } from './snapshot-table.ts';

interface NamedColumn {
  readonly name: string;
  readonly at: Location;
  /** True where the value at that place is the name alone, so that another one can be put there. */
  readonly alone: boolean;
}

/** Every column that is named is one that the table has, by the snapshot of its datasource. */
export const snapshotColumns: PipelineRule = {
  name: 'snapshot-columns',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      // a stream of changes has columns of its own beside those of the table
      if (spec.plugin?.endless === true) continue;
      const known = knownTable(node);
      if (known === undefined || known.table.columns.length === 0) continue;
      const named = node.kind === 'source' ? namedBySource(node, pipeline.settings) : namedBySink(node);
      for (const column of named) yield* unknownColumn(column, known);
    }
  },
};

function* namedBySource(
  { columns, splitBy, incremental, at }: SourceNode,
  settings: SettingsNode,
): Iterable<NamedColumn> {
  yield* listed(columns);
  // a name that is among the columns is said there
  const listedNames = new Set(columns === '*' ? [] : columns.map(({ name }) => name));
  const others = [
    { name: splitBy, at: child(at, 'splitBy') },
    { name: incremental?.column, at: child(at, 'incremental', 'column') },
    { name: settings.resumeColumn, at: child(settings.at, 'resume') },
  ];
  for (const { name, at: place } of others)
    if (name !== undefined && !listedNames.has(name)) yield { name, at: place, alone: true };
}

function* namedBySink({ columns, key, at }: SinkNode): Iterable<NamedColumn> {
  // a key that is not among the columns written is another rule's finding
  if (columns === '*') yield* key.map((name, index) => ({ name, at: child(at, 'key', index), alone: true }));
  else if (columns.every((column) => isWithin(column.at, at))) yield* listed(columns);
  else
    yield* columns.map(({ name }) => ({ name, at: { ...child(at, 'columns'), part: 'key' as const }, alone: false }));
}

function* listed(columns: '*' | readonly ColumnNode[]): Iterable<NamedColumn> {
  if (columns === '*') return;
  for (const { name, value, unnamed, partition, type, at, from } of columns) {
    if (unnamed === true || partition === true || (value !== undefined && from === undefined && !isOfSink(at)))
      continue;
    yield { name, at: child(at, 'name'), alone: type === undefined };
  }
}

/** A constant of a source is no column of its table; one of a sink is. */
function isOfSink(at: Location): boolean {
  return at.path.includes('sink');
}

function* unknownColumn(
  { name, at, alone }: NamedColumn,
  { name: table, table: shape }: KnownTable,
): Iterable<Diagnostic> {
  if (findColumn(shape, name) !== undefined) return;
  const names = shape.columns.map((column) => column.name);
  yield makeDiagnostic('SL0524', at, say`table \`${table}\` has no column \`${name}\``, {
    notes: [say`as the schema snapshot of its datasource says; the job would fail when it opens the table`],
    help: say`it has ${shortList(names)}; after a change of the table take a new snapshot with \`sluice check --connect\``,
    ...meantName(name, names, alone ? at : undefined),
  });
}

const MOST_NAMED = 12;

function shortList(names: readonly string[]): Message {
  const words = listWords(names.slice(0, MOST_NAMED), 'and');
  return names.length > MOST_NAMED ? say`${words} and more` : words;
}
