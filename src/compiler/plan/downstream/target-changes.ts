import type { Artefact } from '../../artefact/index.ts';
import { isMap, type JsonValue } from '../compare/differences.ts';
import { isUpdated, valuesUnder, type ChangedPipeline, type UpdatedPipeline } from '../reason.ts';
import { changedColumns } from '../ends/changed-columns.ts';
import { renamedColumns } from '../ends/renamed-columns.ts';
import { sinkOf } from '../ends/how-rows-arrive.ts';
import { sourceOf } from '../ends/source-of.ts';

/** What a change does to the columns of what a pipeline writes. */
export interface TargetChanges {
  /** Not written any more; `as`: under which name the same is written from then on. */
  readonly dropped: readonly { readonly name: string; readonly as?: string }[];
  readonly retyped: readonly { readonly name: string; readonly before: string; readonly after: string }[];
  /** Other values stand in them: another column of the source, a constant, another format. */
  readonly refed: readonly string[];
  readonly added: readonly string[];
  /** Columns stand in another order, or not at the end of the list come or go: what is found by its place is another. */
  readonly isReordered: boolean;
}

/** What reaches those that read columns by name or by place. */
export function targetChanges(change: ChangedPipeline): TargetChanges {
  if (!isUpdated(change)) return { dropped: [], retyped: [], refed: [], added: [], isReordered: false };
  // a sink without a list of columns writes those of the source
  const side = Array.isArray(sinkOf(change.after)['columns']) ? 'sink' : 'source';
  const columns = changedColumns(change).filter((each) => each.side === side);
  const [gone, come] = [
    columns.filter(({ key, after }) => key === undefined && after === undefined),
    columns.filter(({ key, before }) => key === undefined && before === undefined),
  ];
  const types = columns.filter(({ key }) => key === 'type' || key === 'nativeType');
  const renamed = renamedColumns(change);
  return {
    dropped: gone.map(({ name }) => {
      const as = renamed.get(name);
      return as === undefined ? { name } : { name, as };
    }),
    retyped: types.flatMap(({ name, before, after }) =>
      typeof before === 'string' && typeof after === 'string' ? [{ name, before, after }] : [],
    ),
    refed: refedColumns(change, side),
    added: come.map(({ name }) => name),
    isReordered: isReordered(change, side),
  };
}

const FEEDS = new Set(['from', 'value', 'format']);

/** Those whose feed is another, and those that are fed by such a column of the source. */
function refedColumns(change: UpdatedPipeline, side: 'source' | 'sink'): readonly string[] {
  const changed = changedColumns(change).filter(({ key }) => key !== undefined && FEEDS.has(key));
  const own = changed.filter((each) => each.side === side).map(({ name }) => name);
  const fed = new Set(changed.filter((each) => each.side === 'source').map(({ name }) => name));
  const columns = side === 'sink' ? columnsIn(change.after, side) : [];
  const through = columns.filter((each) => fed.has(String(fedBy(each)))).map((each) => String(keyIn(each, 'name')));
  return [...new Set([...own, ...through])];
}

/** A column is fed by the one of its own name where it does not say so. */
function fedBy(column: JsonValue | undefined): JsonValue | undefined {
  return keyIn(column, 'from') ?? keyIn(column, 'name');
}

function keyIn(column: JsonValue | undefined, key: string): JsonValue | undefined {
  return isMap(column) ? column[key] : undefined;
}

function isReordered(change: UpdatedPipeline, side: 'source' | 'sink'): boolean {
  if (valuesUnder(change, `/${side}/columns`).length === 0) return false;
  const [was, is] = [columnsIn(change.before, side), columnsIn(change.after, side)];
  return was.some((each, place) => keyIn(is[place], 'name') !== keyIn(each, 'name'));
}

function columnsIn(artefact: Artefact, side: 'source' | 'sink'): readonly JsonValue[] {
  const { columns } = side === 'sink' ? sinkOf(artefact) : sourceOf(artefact);
  return Array.isArray(columns) ? columns : [];
}
