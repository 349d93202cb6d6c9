import { isList, isMap, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { present } from './present.ts';

/** A source as its author writes it, of its normalised form with the holes shown. */
export function sourceForm(source: JsonMap): JsonMap {
  const { datasource, tables, tableMatch, path, otherPaths, columns, incremental, start, ...rest } = source;
  return present({
    ...rest,
    datasource: nameOf(datasource),
    table: tableMatch === undefined ? oneOrMore(tables) : { match: tableMatch },
    path: isList(otherPaths) && path !== undefined ? [path, ...otherPaths] : path,
    columns: isList(columns) ? columns.map(sourceColumn) : columns,
    incremental: isMap(incremental) ? incrementalForm(incremental) : undefined,
    start: isMap(start) ? startForm(start) : undefined,
  });
}

/** The same of a sink. */
export function sinkForm(sink: JsonMap): JsonMap {
  const { datasource, columns, ...rest } = sink;
  return present({
    ...rest,
    datasource: nameOf(datasource),
    columns: isList(columns) ? columns.map(sinkColumn) : columns,
  });
}

/** A datasource's name; a pipeline says no more of it. */
export function nameOf(datasource: JsonValue | undefined): JsonValue | undefined {
  return isMap(datasource) ? datasource['name'] : undefined;
}

/** A list of one is the one. */
function oneOrMore(list: JsonValue | undefined): JsonValue | undefined {
  return isList(list) && list.length === 1 ? list[0] : list;
}

function sourceColumn(column: JsonValue): JsonValue {
  if (!isMap(column) || !('from' in column)) return column;
  const { from: _fedBySql, ...rest } = column;
  return rest;
}

/** A column that is fed by the one of its own name does not say so. */
function sinkColumn(column: JsonValue): JsonValue {
  if (!isMap(column) || column['from'] !== column['name']) return column;
  const { from: _own, ...rest } = column;
  return rest;
}

/** Its type is that of its column. */
function incrementalForm({ type: _type, ...rest }: JsonMap): JsonMap {
  return rest;
}

function startForm(start: JsonMap): JsonValue {
  const { point, timeMs, ...rest } = start;
  if (typeof timeMs === 'number') return { time: new Date(timeMs).toISOString() };
  return Object.keys(rest).length === 0 ? (point ?? null) : rest;
}
