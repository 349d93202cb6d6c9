import { say, type Message } from '../../message/index.ts';
import type { Text } from '../../time/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { formatColumnType, type IncrementalNode, type PipelineNode, type SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import { uniqueIndexes } from './key-index.ts';
import type { PipelineOrder } from './pipeline-order.ts';
import { orderOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';
import { findColumn, knownTable, typeInTable } from './snapshot-table.ts';
import { placesRead, placeWritten } from './table-place.ts';

/**
 * Every engine reads `column > cursor`, so rows that come later with the cursor's own value are lost. Said only
 * where rows are known to share values: a date, a time in whole seconds, a number that the snapshot has no unique
 * index on. Not said where the read ends before the fire, where `useMaxFunc` keeps the greatest value for the next
 * run, or where the table is written by pipelines alone that this one waits for.
 */
export const cursorOrder: ProjectRule = {
  name: 'cursor-order',
  *check({ nodes }): Iterable<Diagnostic> {
    const incremental = nodes.filter(({ work }) => work.kind === 'movement' && work.source.incremental !== undefined);
    if (incremental.length === 0) return;
    const order = orderOf(nodes);
    const writers = new Map<string, PipelineNode[]>();
    for (const node of nodes) {
      const place = placeWritten(node)?.place;
      if (place === undefined) continue;
      const others = writers.get(place);
      if (others === undefined) writers.set(place, [node]);
      else others.push(node);
    }
    for (const node of incremental) {
      if (!isWrittenBefore(node, writers, order)) yield* sharedValues(node);
    }
  },
};

function isWrittenBefore(
  node: PipelineNode,
  writers: ReadonlyMap<string, readonly PipelineNode[]>,
  order: PipelineOrder,
): boolean {
  const here = placesRead(node).flatMap(({ place }) => writers.get(place) ?? []);
  return here.length > 0 && here.every((writer) => order.comesAfter(node, writer));
}

function* sharedValues(pipeline: PipelineNode): Iterable<Diagnostic> {
  if (pipeline.work.kind !== 'movement' || pipeline.work.source.incremental === undefined) return;
  const { source } = pipeline.work;
  const { incremental } = pipeline.work.source;
  const { column, at } = incremental;
  const shared = whatIsShared(source, incremental);
  if (shared === undefined || endsBeforeTheFire(source, column) || source.options['useMaxFunc'] === true) return;
  yield makeDiagnostic('SL0529', child(at, 'column'), say`rows can share a value of \`${column}\`: ${shared}`, {
    notes: [
      say`the next run reads \`${column} > cursor\`: a row that comes after a run with the value at which it ended is never read`,
    ],
    help: cure(pipeline, incremental),
  });
}

/** Why several rows have one value; undefined where nothing says that they do. */
function whatIsShared(source: SourceNode, { column, type: declared }: IncrementalNode): Message | undefined {
  const known = knownTable(source);
  const inTable = known && findColumn(known.table, column);
  if (known && uniqueIndexes(known.table).some(([only, second]) => only === inTable?.name && second === undefined))
    return undefined;
  const type = typeInTable(source, column)?.type ?? declared;
  switch (type.name) {
    case 'date':
      return say`it is a date, and the rest of the day comes later`;
    case 'timestamp':
    case 'timestamptz':
      return type.precision === 0 ? say`\`${formatColumnType(type)}\` has whole seconds` : undefined;
    case 'int8':
    case 'int16':
    case 'int32':
    case 'int64':
      return inTable && say`the table has no unique index on it alone`;
    default:
      return undefined;
  }
}

/** `updated_at < '${fire:…}'`: all rows of that time are there when the run begins. */
function endsBeforeTheFire({ where, query }: SourceNode, column: string): boolean {
  return [where, query].some((text) => text !== undefined && boundsByTime(text, column));
}

function boundsByTime(text: Text, column: string): boolean {
  if (typeof text === 'string') return false;
  const bound = text.parts.findIndex((part) => typeof part === 'object' && part.kind === 'time');
  const before = text.parts.slice(0, Math.max(bound, 0)).filter((part) => typeof part === 'string');
  return bound >= 0 && before.some((part) => part.toLowerCase().includes(column.toLowerCase()));
}

const FIRE_FORMAT: Readonly<Record<string, string>> = {
  date: 'yyyy-MM-dd',
  timestamp: 'yyyy-MM-dd HH:mm:ss',
  timestamptz: 'yyyy-MM-dd HH:mm:ss',
};

function cure({ schedule, engine }: PipelineNode, { column, type }: IncrementalNode): Message {
  const number = say`read by a number that grows with each row`;
  if (schedule.schedule.kind === 'continuous') return say`${number}, or by a time with fractions of a second`;
  const format = FIRE_FORMAT[type.name];
  const bounded =
    format === undefined
      ? number
      : say`${number}, or end the read before the fire: \`where: "${column} < '\${fire:${format}}'"\``;
  return engine.type === 'flinkx' || engine.type === 'chunjun'
    ? say`${bounded}, or keep the newest rows for the next run: \`options: { useMaxFunc: true }\``
    : bounded;
}
