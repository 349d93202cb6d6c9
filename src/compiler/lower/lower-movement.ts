import { say } from '../../message/index.ts';
import type { TargetName } from '../connector/index.ts';
import type {
  ColumnNode,
  DatasourceNode,
  FileFormatNode,
  IncrementalNode,
  MovementNode,
  SinkNode,
  SourceNode,
} from '../ir/index.ts';
import type { FileDefinition, PipelineDefinition, SinkDefinition, SourceDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import type { ProjectModel, Report } from './lower-context.ts';
import { lowerColumns, resolveSinkColumns } from './lower-columns.ts';
import { lowerStart } from './lower-start.ts';
import { lowerText, lowerTexts, unknownName } from './lower-text.ts';
import { lowerOptions } from './lower-options.ts';
import { tableTypes, withTableTypes, type TypesNeeded } from './table-types.ts';

interface Scope {
  readonly project: ProjectModel;
  readonly parameters: readonly string[];
  readonly report: Report;
  /** What is known of the engine that the pipeline runs on. */
  readonly target: TargetName | undefined;
  /** The columns of the source whose types the engine needs. */
  readonly needed: TypesNeeded;
}

/** Source, transform and sink; undefined when one of them cannot be made sense of. */
export function lowerMovement(
  definition: PipelineDefinition,
  source: SourceDefinition,
  sink: SinkDefinition,
  at: Location,
  project: ProjectModel,
  parameters: readonly string[],
  report: Report,
  target: TargetName | undefined,
): MovementNode | undefined {
  const scope = { project, parameters, report, target, needed: typesNeeded(definition, source, target) };
  const sourceNode = lowerSource(source, child(at, 'source'), scope);
  const transform = definition.transform;
  const transformAt = child(at, 'transform', 'sql');
  const sinkNode = lowerSink(sink, child(at, 'sink'), sourceNode, transform !== undefined, scope);
  if (!sourceNode || !sinkNode) return undefined;
  return {
    kind: 'movement',
    source: sourceNode,
    ...(transform === undefined
      ? {}
      : { transform: { sql: lowerText(transform.sql, transformAt, 'run', parameters, report), at: transformAt } }),
    sink: sinkNode,
  };
}

/**
 * Flink declares each table with all of its types, and so does ChunJun for a transform. A cursor is compared, and
 * a failed run taken up, by the type of one column.
 */
function typesNeeded(
  { transform, settings }: PipelineDefinition,
  { incremental }: SourceDefinition,
  target: TargetName | undefined,
): TypesNeeded {
  return {
    all: target === 'flink-sql' || (target === 'chunjun' && transform !== undefined),
    names: [incremental?.column, settings?.resume].filter((name) => name !== undefined),
  };
}

function lowerSource(source: SourceDefinition, at: Location, scope: Scope): SourceNode | undefined {
  const { parameters, report } = scope;
  const end = lowerEnd(source, at, scope);
  const { table } = source;
  const tables = Array.isArray(table) ? table : [];
  const match = typeof table === 'object' && !Array.isArray(table) ? table.match : undefined;
  if (match !== undefined) checkPattern(match, child(at, 'table', 'match'), report);
  const tableAt = child(at, 'table');
  excludeOthers(source, ['table', 'query', 'path'], at, report);
  const written = lowerColumns(source.columns, child(at, 'columns'), parameters, report);
  if (!end) return undefined;
  const texts =
    typeof table === 'string'
      ? [lowerText(table, tableAt, 'run', parameters, report)]
      : lowerTexts(tables, tableAt, 'run', parameters, report);
  const columns = withTableTypes(written, tableTypes(end.datasource, texts, match), scope.needed, child(at, 'columns'));
  const incremental = source.incremental
    ? lowerIncremental(source.incremental, child(at, 'incremental'), columns, end.datasource, scope)
    : undefined;
  const names = engineNamesIn(end.connector, 'source', scope);
  const text = (key: 'query' | 'where'): object => {
    const value = source[key];
    return value === undefined
      ? {}
      : { [key]: lowerText(value, child(at, key), 'run', parameters, report, names([key])) };
  };
  return {
    kind: 'source',
    ...end,
    tables: texts,
    ...(match === undefined ? {} : { tableMatch: match }),
    ...text('query'),
    ...lowerPaths(source.path, child(at, 'path'), parameters, report),
    ...fileOf(source.file, typeof source.path === 'string' ? source.path : source.path?.[0]),
    columns,
    ...text('where'),
    ...(source.splitBy === undefined ? {} : { splitBy: source.splitBy }),
    ...(incremental === undefined ? {} : { incremental }),
    ...lowerStart(source.start, child(at, 'start'), report),
    options: lowerOptions(source.options, child(at, 'options'), parameters, report, names),
    at,
  };
}

function lowerPaths(
  written: SourceDefinition['path'],
  at: Location,
  parameters: readonly string[],
  report: Report,
): Pick<SourceNode, 'path' | 'otherPaths'> {
  if (typeof written === 'string') return { path: lowerText(written, at, 'run', parameters, report) };
  const [path, ...otherPaths] = lowerTexts(written, at, 'run', parameters, report);
  if (path === undefined) return {};
  return otherPaths.length === 0 ? { path } : { path, otherPaths };
}

function checkPattern(pattern: string, at: Location, report: Report): void {
  try {
    void new RegExp(pattern, 'u');
  } catch {
    report.add('SL0204', at, say`\`${pattern}\` is not a regular expression`, {
      help: say`as in \`order_[0-9]+\`; it has to match the whole name`,
    });
  }
}

function lowerIncremental(
  written: NonNullable<SourceDefinition['incremental']>,
  at: Location,
  columns: SourceNode['columns'],
  datasource: DatasourceNode | undefined,
  scope: Scope,
): IncrementalNode | undefined {
  const column = columns === '*' ? undefined : columns.find((candidate) => candidate.name === written.column);
  if (columns !== '*' && !column) {
    scope.report.add(
      'SL0508',
      child(at, 'column'),
      say`incremental column \`${written.column}\` is not among the columns read`,
      {
        notes: [say`the engine takes the next start from the values that it reads`],
        help: say`add \`${written.column}\` to \`columns\`, with its type`,
      },
    );
    return undefined;
  }
  if (!column?.type) {
    // a type that is not understood was complained of already
    if (column && scope.report.hasSpokenOf(column.at)) return undefined;
    if (datasource && scope.project.brokenSnapshots?.has(datasource.name)) return undefined;
    scope.report.add(
      'SL0510',
      column?.at ?? child(at, 'column'),
      say`the type of incremental column \`${written.column}\` is not known`,
      {
        notes: [say`the cursor is compared by its type: \`9\` is before \`10\` as a number, after it as text`],
        help: say`list the columns and give its type, as in \`{ name: ${written.column}, type: timestamp }\`, or let \`sluice check --connect\` ask the database`,
      },
    );
    return undefined;
  }
  return {
    kind: 'incremental',
    column: written.column,
    type: column.type,
    ...(written.from === undefined ? {} : { from: String(written.from) }),
    at,
  };
}

function lowerSink(
  sink: SinkDefinition,
  at: Location,
  source: SourceNode | undefined,
  transformed: boolean,
  scope: Scope,
): SinkNode | undefined {
  const { parameters, report } = scope;
  const end = lowerEnd(sink, at, scope);
  const written = lowerColumns(sink.columns, child(at, 'columns'), parameters, report);
  excludeOthers(sink, ['table', 'path'], at, report);
  if (!end || !source) return undefined;
  const table =
    sink.table === undefined ? undefined : lowerText(sink.table, child(at, 'table'), 'run', parameters, report);
  const resolved = resolveSinkColumns(source, written, transformed, child(at, 'columns'), report);
  const known = tableTypes(end.datasource, table === undefined ? [] : [table]);
  // What a query gives in place of the source's columns goes to the table's columns of the same names.
  const needed = { all: scope.target === 'flink-sql' && (transformed || resolved !== '*'), names: [] };
  const typed = withTableTypes(resolved, known, needed, child(at, 'columns'));
  const columns =
    typed === '*' ? typed : typed.map((column) => (isFed(column) ? column : { ...column, from: column.name }));
  return {
    kind: 'sink',
    ...end,
    ...(table === undefined ? {} : { table }),
    ...(sink.path === undefined ? {} : { path: lowerText(sink.path, child(at, 'path'), 'run', parameters, report) }),
    ...fileOf(sink.file, sink.path),
    columns,
    mode: sink.mode ?? 'append',
    key: sink.key ?? [],
    ...(sink.partition === undefined
      ? {}
      : { partition: lowerText(sink.partition, child(at, 'partition'), 'run', parameters, report) }),
    preSql: lowerTexts(sink.preSql, child(at, 'preSql'), 'run', parameters, report),
    postSql: lowerTexts(sink.postSql, child(at, 'postSql'), 'run', parameters, report),
    options: lowerOptions(
      sink.options,
      child(at, 'options'),
      parameters,
      report,
      engineNamesIn(end.connector, 'sink', scope),
    ),
    at,
  };
}

function isFed({ from, value }: ColumnNode): boolean {
  return from !== undefined || value !== undefined;
}

function engineNamesIn(
  connector: string,
  role: 'source' | 'sink',
  { project, target }: Scope,
): (path: readonly string[]) => readonly string[] {
  return (path) => (target && project.engineNames?.(connector, role, target, path)) ?? [];
}

/** Finds the datasource and, from it or from the definition, the connector. */
function lowerEnd(
  end: Pick<SourceDefinition, 'connector' | 'datasource'>,
  at: Location,
  { project, report }: Scope,
): { connector: string; datasource?: DatasourceNode } | undefined {
  const datasource = end.datasource === undefined ? undefined : project.datasources.get(end.datasource);
  if (end.datasource !== undefined && !datasource) {
    if (!project.brokenDatasources.has(end.datasource) && !project.datasourcesHidden) {
      const place = child(at, 'datasource');
      const { message, ...more } = unknownName('datasource', end.datasource, project.datasources.keys(), place);
      report.add('SL0302', place, message, more);
    }
    return undefined;
  }
  const connector = end.connector ?? (datasource ? project.connectorOf(datasource.type) : undefined);
  if (connector === undefined) {
    if (datasource)
      report.add(
        'SL0601',
        child(at, 'datasource'),
        say`no connector serves datasources of type \`${datasource.type}\``,
        {
          help: say`name one: \`connector: …\``,
        },
      );
    else
      report.add(
        'SL0203',
        { ...at, part: 'key' },
        say`\`${String(at.path.at(-1))}\` names neither a datasource nor a connector`,
        { help: say`add \`datasource: NAME\`` },
      );
    return undefined;
  }
  return { connector, ...(datasource ? { datasource } : {}) };
}

const FORMAT_OF_ENDING: ReadonlyMap<string, FileFormatNode['type']> = new Map([
  ['csv', 'csv'],
  ['tsv', 'csv'],
  ['json', 'json'],
  ['jsonl', 'jsonl'],
  ['ndjson', 'jsonl'],
  ['parquet', 'parquet'],
]);

/** The file's format: as written, else by the path's ending; text with a delimiter where neither says it. */
function fileOf(file: FileDefinition | undefined, path: string | undefined): { file?: FileFormatNode } {
  const ending = /\.([a-z]+)(\.gz)?$/i.exec(path ?? '')?.[1]?.toLowerCase() ?? '';
  const type = file?.type ?? FORMAT_OF_ENDING.get(ending) ?? (file === undefined ? undefined : 'csv');
  if (type === undefined) return {};
  return { file: { ...(ending === 'tsv' ? { delimiter: '\t' } : {}), ...file, type } };
}

function excludeOthers<T extends object>(
  end: T,
  keys: readonly (keyof T & string)[],
  at: Location,
  report: Report,
): void {
  const [first, second] = keys.filter((key) => end[key] !== undefined);
  if (first === undefined || second === undefined) return;
  report.add('SL0205', { ...child(at, second), part: 'key' }, say`\`${second}\` cannot stand beside \`${first}\``, {
    help: say`keep one of them`,
  });
}
