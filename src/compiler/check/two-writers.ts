import { say } from '../../message/index.ts';
import { describeText } from '../../time/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode, SinkNode, SourceNode } from '../ir/index.ts';
import { child, type Location } from '../text/index.ts';
import { clearsAll } from './clearing-statement.ts';
import type { PipelineOrder } from './pipeline-order.ts';
import { orderOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';
import { columnNamed } from './snapshot-table.ts';
import { startsItself } from './starts-itself.ts';
import { placeWritten, type PlaceUse } from './table-place.ts';

interface Writer extends PlaceUse {
  readonly source: SourceNode;
  readonly sink: SinkNode;
  /** Where it says that it empties the place first. */
  readonly clearing?: Location;
}

/**
 * Two pipelines write one table. Nothing is said where one of them does not start by itself (manual, once,
 * suspended), where both only add rows, or where they are of one family, which says by itself what it shares.
 */
export const twoWriters: ProjectRule = {
  name: 'two-writers',
  *check({ nodes }): Iterable<Diagnostic> {
    const byPlace = new Map<string, Writer[]>();
    for (const node of nodes) {
      const writer = writerOf(node);
      if (writer === undefined) continue;
      const others = byPlace.get(writer.place);
      if (others === undefined) byPlace.set(writer.place, [writer]);
      else others.push(writer);
    }
    const shared = [...byPlace.values()].filter((writers) => writers.length > 1 && !writers.every(onlyAdds));
    if (shared.length === 0) return;
    const order = orderOf(nodes);
    for (const writers of shared) yield* conflicts(writers, order);
  },
};

/** Of many writers of one table each is held against so many before it: one in conflict is enough to be told. */
const NEAREST = 20;

function onlyAdds({ sink, clearing }: Writer): boolean {
  return sink.mode === 'append' && clearing === undefined;
}

/** Each writer is complained of once, beside the first that it is in conflict with. */
function* conflicts(writers: readonly Writer[], order: PipelineOrder): Iterable<Diagnostic> {
  for (const [index, writer] of writers.entries()) {
    const isOther = (other: Writer): boolean => other !== writer && !isOneFamily(writer.pipeline, other.pipeline);
    const wiped = writer.clearing && writers.find((other) => isOther(other) && wipes(writer, other, order));
    if (wiped !== undefined) {
      // of two that wipe each other the later one is the mistake
      if (wiped.clearing === undefined || writers.indexOf(wiped) < index) yield wipesOther(writer, wiped);
      continue;
    }
    const before = writers.slice(Math.max(0, index - NEAREST), index);
    const rival = before.find((other) => isOther(other) && overwrites(writer, other, order));
    if (rival !== undefined) yield overwritesOther(writer, rival);
  }
}

/** Kept as long as the pipeline is the same: of a large project each edit is held against all the others. */
const WRITERS = new WeakMap<PipelineNode, { readonly writer: Writer | undefined }>();

function writerOf(pipeline: PipelineNode): Writer | undefined {
  const known = WRITERS.get(pipeline);
  if (known !== undefined) return known.writer;
  const writer = findWriter(pipeline);
  WRITERS.set(pipeline, { writer });
  return writer;
}

function findWriter(pipeline: PipelineNode): Writer | undefined {
  const use = placeWritten(pipeline);
  if (use === undefined || pipeline.work.kind !== 'movement' || !startsItself(pipeline)) return undefined;
  const { source, sink } = pipeline.work;
  const statement = sink.preSql.findIndex((text) => clearsAll(text) && namesTable(text, use.name));
  const clearing =
    sink.mode === 'overwrite'
      ? child(sink.at, 'mode')
      : statement >= 0
        ? child(sink.at, 'preSql', statement)
        : undefined;
  return { ...use, source, sink, ...(clearing === undefined ? {} : { clearing }) };
}

function namesTable(statement: SinkNode['preSql'][number], table: string): boolean {
  const text =
    typeof statement === 'string'
      ? statement
      : statement.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  return text.includes(table.slice(table.lastIndexOf('.') + 1));
}

/** What is emptied before another pipeline adds to it, in that order, is one load in two steps. */
function wipes(writer: Writer, other: Writer, order: PipelineOrder): boolean {
  return other.clearing !== undefined || !order.comesAfter(other.pipeline, writer.pipeline);
}

/** Both change rows that are there, by one key, in whatever order they happen to run. */
function overwrites(writer: Writer, other: Writer, order: PipelineOrder): boolean {
  if (writer.sink.mode === 'append' || other.sink.mode === 'append') return false;
  if (order.comesAfter(writer.pipeline, other.pipeline) || order.comesAfter(other.pipeline, writer.pipeline))
    return false;
  return !haveOwnRows(writer, other) && !haveOwnColumns(writer.sink, other.sink);
}

/** A column of the key that is a constant, and another one in each. */
function haveOwnRows(a: Writer, b: Writer): boolean {
  return a.sink.key.some((key) => {
    const [one, two] = [constantIn(a, key), constantIn(b, key)];
    return one !== undefined && two !== undefined && one !== two;
  });
}

/** The constant that a column gets, said in the sink or by the source's column that feeds it. */
function constantIn({ source, sink }: Writer, name: string): string | undefined {
  const column = columnNamed(sink.columns, name);
  const value = column?.value ?? columnNamed(source.columns, column?.from ?? name)?.value;
  return value && describeText(value);
}

/** Each fills columns of its own of the same row; REPLACE writes whole rows. */
function haveOwnColumns(a: SinkNode, b: SinkNode): boolean {
  if (a.mode !== 'upsert' || b.mode !== 'upsert' || a.columns === '*' || b.columns === '*') return false;
  const keys = new Set([...a.key, ...b.key]);
  const own = new Set(a.columns.map(({ name }) => name).filter((name) => !keys.has(name)));
  return !b.columns.some(({ name }) => own.has(name));
}

function isOneFamily(a: PipelineNode, b: PipelineNode): boolean {
  return a.family !== undefined && a.family === b.family;
}

function wipesOther(writer: Writer, { pipeline, at, name, clearing }: Writer): Diagnostic {
  return makeDiagnostic(
    'SL0532',
    writer.clearing ?? writer.at,
    say`\`${writer.pipeline.name}\` empties \`${writer.name}\`, which \`${pipeline.name}\` writes too`,
    {
      labels: [{ at, message: say`\`${pipeline.name}\` writes \`${name}\` here` }],
      notes: [
        clearing === undefined
          ? say`each run of it takes away what the other pipeline has written, and nobody writes those rows again`
          : say`both empty it first: after each run the rows of one of them alone are there`,
      ],
      help: say`give each a table of its own, or, where the two are one load, let \`${pipeline.name}\` follow with \`dependsOn: [${writer.pipeline.name}]\` and add rows only`,
    },
  );
}

function overwritesOther(writer: Writer, { pipeline, at, name, sink }: Writer): Diagnostic {
  const replaces = [writer.sink.mode, sink.mode].includes('replace');
  return makeDiagnostic(
    'SL0531',
    writer.at,
    say`${listWords([pipeline.name, writer.pipeline.name], 'and')} both write \`${writer.name}\``,
    {
      labels: [{ at, message: say`\`${pipeline.name}\` writes \`${name}\` here` }],
      notes: [
        replaces
          ? say`a row with a key that both have is written anew by whichever runs last; \`replace\` also resets the columns that it does not list`
          : say`a row with a key that both have is as whichever runs last leaves it`,
      ],
      help: say`give each a table of its own, a constant column of its own in the key, or say with \`dependsOn\` which comes last`,
    },
  );
}
