import { say } from '../../message/index.ts';
import type { Comparison } from './compare-context.ts';
import { sameScalar } from './compare-values.ts';
import { isJsonMap, pathOf, saysNothing, scalarText, type JsonMap } from './json-map.ts';

/** Keys of a column that both engines read. */
const COLUMN_KEYS = new Set([
  'name',
  'type',
  'index',
  'format',
  'value',
  'isPart',
  'splitter',
  'parseFormat',
  'notNull',
]);

/** Columns under the names of their tables, which have a `key` where others have a `name`. */
export function compareTableColumns(from: JsonMap, to: JsonMap, path: string, comparison: Comparison): void {
  for (const table of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const place = pathOf(path, table);
    if (from[table] === undefined)
      comparison.add(place, undefined, to[table], 'added', say`the table is named by the pipeline`);
    else if (to[table] === undefined)
      comparison.add(place, from[table], undefined, 'not-carried', say`a pipeline writes one table`);
    else compareColumns(named(from[table]), named(to[table]), place, comparison);
  }
}

function named(columns: unknown): unknown {
  if (!Array.isArray(columns)) return columns;
  return columns.map((column: unknown) => {
    if (!isJsonMap(column)) return column;
    const { key, name, ...rest } = column;
    return { name: name ?? key, ...rest };
  });
}

/** Two column lists, place by place. A type that is said besides is one difference for the whole list. */
export function compareColumns(from: unknown, to: unknown, path: string, comparison: Comparison): void {
  if (!Array.isArray(from) || !Array.isArray(to)) {
    if (scalarText(from) !== scalarText(to) || typeof from !== 'string')
      comparison.add(path, from, to, 'rewritten', say`the columns are written as a list`);
    return;
  }
  const before: readonly unknown[] = from;
  const after: readonly unknown[] = to;
  if (before[0] === '*' && after[0] !== '*') {
    comparison.add(path, from, to, 'rewritten', say`the columns that the other side names are read by their names`);
    return;
  }
  let typed = 0;
  for (let index = 0; index < Math.max(before.length, after.length); index += 1) {
    const place = pathOf(path, index);
    const old = asObject(before[index]);
    const made = asObject(after[index]);
    if (old === undefined || made === undefined) {
      if (old === undefined)
        comparison.add(place, undefined, after[index], 'added', say`a column that Sluice needs besides`);
      else
        comparison.add(
          place,
          before[index],
          undefined,
          'not-carried',
          say`the column is not among those of the pipeline`,
        );
      continue;
    }
    typed += compareColumn(old, made, place, comparison);
  }
  if (typed > 0)
    comparison.add(
      pathOf(path, 'type'),
      undefined,
      `${typed} types`,
      'added',
      say`columns without a type have that of the column which feeds them`,
    );
}

/** 1 where a type is said besides. */
function compareColumn(old: JsonMap, made: JsonMap, path: string, comparison: Comparison): number {
  let typed = 0;
  for (const key of new Set([...Object.keys(old), ...Object.keys(made)])) {
    const place = pathOf(path, key);
    const [from, to] = [old[key], made[key]];
    if (from === undefined) {
      if (key === 'type') typed = 1;
      else if (!(key === 'name' && /^c\d*$/.test(String(to))))
        comparison.add(place, undefined, to, 'added', say`a column has a name in Sluice`);
      else comparison.add(place, undefined, to, 'added', say`a column without a name gets one`);
    } else if (to === undefined) missing(key, from, place, comparison);
    else if (!isSame(key, from, to, comparison.target))
      comparison.add(place, from, to, 'rewritten', say`\`${key}\` of a column is written differently`);
  }
  return typed;
}

function missing(key: string, from: unknown, path: string, comparison: Comparison): void {
  if (saysNothing(from) || from === false) comparison.add(path, from, undefined, 'default', say`it says nothing`);
  else if (!COLUMN_KEYS.has(key))
    comparison.add(path, from, undefined, 'unknown-key', say`no column has a key \`${key}\``);
  else if (path.includes('.writer.') && key !== 'name')
    comparison.add(path, from, undefined, 'ignored-by-engine', say`a writer does not look at \`${key}\` of a column`);
  else comparison.add(path, from, undefined, 'not-carried', say`Sluice has no place for \`${key}\` here`);
}

function isSame(key: string, from: unknown, to: unknown, target: 'flinkx' | 'chunjun'): boolean {
  if (key === 'type') return String(from).trim().toLowerCase() === String(to).toLowerCase();
  return sameScalar(from, to, key === 'isPart' ? 'boolean' : undefined, target);
}

function asObject(column: unknown): JsonMap | undefined {
  if (isJsonMap(column)) return column;
  const name = scalarText(column);
  return name === undefined ? undefined : { name };
}
