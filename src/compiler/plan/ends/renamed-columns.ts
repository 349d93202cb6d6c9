import type { Artefact } from '../../artefact/index.ts';
import { isMap, isSame, type JsonMap } from '../compare/differences.ts';
import { valuesUnder, type UpdatedPipeline } from '../reason.ts';
import { withoutRenamedDatasources } from '../renamed-datasource.ts';
import { sinkOf } from './how-rows-arrive.ts';
import { sourceOf } from './source-of.ts';

/**
 * Columns of the target that are written under another name from then on, new names by old ones. Only where it is certain: the
 * same column of the source or the same constant, of the same type, at the same place, and nothing else that may be meant.
 */
export function renamedColumns(change: UpdatedPipeline): ReadonlyMap<string, string> {
  if (valuesUnder(change, '/sink/columns').length === 0) return NONE;
  const [was, is] = [columnsOf(change.before), columnsOf(change.after)];
  const [gone, come] = [without(was, is), without(is, was)];
  if (gone.length === 0 || come.length === 0) return NONE;
  // what a name of the source stands for is another thing then
  const source = valuesUnder(change, '/transform', '/source/query', '/source/table', '/source/datasource');
  if (withoutRenamedDatasources(change, source).length > 0) return NONE;
  const isOne = (one: SinkColumn, other: SinkColumn): boolean =>
    isSame(one.written, other.written) && isSame(placeOf(one, was, gone), placeOf(other, is, come));
  return new Map(
    gone.flatMap((one) => {
      const [other, second] = come.filter((each) => isOne(one, each));
      if (other === undefined || second !== undefined || gone.filter((each) => isOne(each, other)).length > 1)
        return [];
      return [[one.name, other.name] as const];
    }),
  );
}

const NONE: ReadonlyMap<string, string> = new Map();

interface SinkColumn {
  readonly name: string;
  /** What is written into it: where it comes from, its type and format. */
  readonly written: JsonMap;
}

/** The list of a sink; none where it has all columns. */
function columnsOf(artefact: Artefact): readonly SinkColumn[] {
  const { columns } = sinkOf(artefact);
  if (!Array.isArray(columns)) return [];
  const source = sourceColumns(artefact);
  return columns.filter(isMap).flatMap((column) => {
    const { name, from = name, comment: _comment, ...more } = column;
    if (typeof name !== 'string' || typeof from !== 'string') return [];
    const fed = source.get(from);
    const isConstant = more['value'] !== undefined;
    // a column without a type has that of the one that feeds it
    const types = more['type'] === undefined && more['nativeType'] === undefined ? typesOf(fed) : typesOf(column);
    return [{ name, written: { ...more, ...types, ...(isConstant ? {} : { from }) } }];
  });
}

function sourceColumns(artefact: Artefact): ReadonlyMap<string, JsonMap> {
  const { columns } = sourceOf(artefact);
  const list = Array.isArray(columns) ? columns.filter(isMap) : [];
  return new Map(list.flatMap((each) => (typeof each['name'] === 'string' ? [[each['name'], each] as const] : [])));
}

function typesOf(column: JsonMap | undefined): JsonMap {
  const { type, nativeType } = column ?? {};
  return { ...(type === undefined ? {} : { type }), ...(nativeType === undefined ? {} : { nativeType }) };
}

function without(columns: readonly SinkColumn[], others: readonly SinkColumn[]): readonly SinkColumn[] {
  const names = new Set(others.map(({ name }) => name));
  return columns.filter(({ name }) => !names.has(name));
}

/** The columns before it that both sides have. */
function placeOf(column: SinkColumn, columns: readonly SinkColumn[], other: readonly SinkColumn[]): readonly string[] {
  const before = columns.slice(0, columns.indexOf(column));
  return without(before, other).map(({ name }) => name);
}
