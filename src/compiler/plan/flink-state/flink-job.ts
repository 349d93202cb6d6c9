import type { Artefact } from '../../artefact/index.ts';
import { isChained, type SideSpec } from '../../connector/index.ts';
import { isMap, mapOf, type JsonMap, type JsonValue } from '../compare/differences.ts';
import { formOf } from '../form-of.ts';
import { numberAt } from '../member-at.ts';
import type { PlanFacts } from '../plan-side.ts';
import { foldedSql } from './folded-sql.ts';
import { gathersRows } from './gathers-rows.ts';
import { selectsAsIs } from './selects-as-is.ts';
import { simpleQuery, type SimpleQuery } from './simple-query.ts';
import { sqlTokens } from '../sql-tokens.ts';

/** What of a stream of Flink SQL decides whether it takes over the state of another. */
export interface FlinkJob {
  readonly source: { readonly connector: string; readonly keeps: SideSpec['keeps'] };
  readonly sink: { readonly connector: string; readonly keeps: SideSpec['keeps'] };
  /** The author's SQL in words of one spelling; undefined where there is none. */
  readonly sql: readonly string[] | undefined;
  /** The SQL keeps something of earlier rows. */
  readonly gathers: boolean;
  /** A step between source and sink filters rows or makes others of them; undefined where that is Flink's to find out. */
  readonly computes: boolean | undefined;
  /** The SQL, where it is of the simplest kind, over columns that are all listed and none of them a constant. */
  readonly query: SimpleQuery | undefined;
  /** Types of the source's columns by name. */
  readonly types: ReadonlyMap<string, string>;
  /** What is summed is filtered or picked from a row first, in a step behind the source; undefined where that is not known. */
  readonly picks: boolean | undefined;
  /** Columns by which the sink tells rows apart. */
  readonly key: readonly string[];
  /** A step in front of the sink refuses rows without a key. */
  readonly hasKey: boolean;
  readonly parallelism: number;
  /** The sink has another number of tasks than the source. */
  readonly isSplit: boolean;
  /** Steps that can run in one task do. */
  readonly isChained: boolean;
  /** `pipeline.max-parallelism`, where it is said. */
  readonly maxParallelism: number | undefined;
  /** Flink's own settings of the pipeline. */
  readonly options: JsonMap;
}

/** Reads a job out of a pipeline on Flink SQL; undefined of one that moves no rows. */
export function flinkJobOf(artefact: Artefact, specOf: PlanFacts['specOf']): FlinkJob | undefined {
  const { source, sink, transform, settings } = formOf(artefact);
  if (!isMap(source) || !isMap(sink)) return undefined;
  const options = mapOf(mapOf(settings)['options']);
  const text = mapOf(transform)['sql'];
  const sql = typeof text === 'string' ? foldedSql(sqlTokens(text)) : undefined;
  const types = columnTypes(source['columns']);
  const where = typeof source['where'] === 'string' ? foldedSql(sqlTokens(source['where'])) : undefined;
  const query = sql && types && simpleQuery(sql, where, new Set(types.keys()));
  const side = (end: JsonMap, kind: 'source' | 'sink'): FlinkJob['source'] => {
    const connector = typeof end['connector'] === 'string' ? end['connector'] : '';
    return { connector, keeps: specOf(connector)?.[kind]['flink-sql']?.keeps };
  };
  const parallelism = numberAt(artefact, 'settings', 'parallelism', 'source') ?? 1;
  const sinkParallelism =
    numberOf(mapOf(sink['options'])['sink.parallelism']) ??
    numberAt(artefact, 'settings', 'parallelism', 'sink') ??
    parallelism;
  const filters = source['where'] !== undefined;
  return {
    source: side(source, 'source'),
    sink: side(sink, 'sink'),
    sql,
    gathers: sql !== undefined && gathersRows(sql),
    query,
    types: types ?? new Map(),
    picks: query?.groups && (query.where !== undefined || query.selects.size < (types?.size ?? 0)),
    key: Array.isArray(sink['key']) ? sink['key'].map(String) : [],
    computes:
      filters ||
      (sql === undefined
        ? !selectsAsIs(source, sink)
        : query !== undefined && query.groups === undefined && query.where !== undefined
          ? true
          : undefined),
    hasKey: sink['mode'] === 'upsert',
    parallelism,
    isSplit: sinkParallelism !== parallelism,
    isChained: isChained(options),
    maxParallelism: numberOf(options['pipeline.max-parallelism']),
    options,
  };
}

/** Undefined where they are not listed, or one of them is a constant: that one is a step of its own. */
function columnTypes(columns: JsonValue | undefined): ReadonlyMap<string, string> | undefined {
  if (!Array.isArray(columns)) return undefined;
  const list = columns.filter(isMap);
  if (list.some(({ value }) => value !== undefined)) return undefined;
  return new Map(
    list.map(({ name, type, nativeType }) => [String(name), JSON.stringify([type ?? null, nativeType ?? null])]),
  );
}

function numberOf(value: JsonValue | undefined): number | undefined {
  const number = typeof value === 'string' || typeof value === 'number' ? Number(value) : Number.NaN;
  return Number.isInteger(number) ? number : undefined;
}
