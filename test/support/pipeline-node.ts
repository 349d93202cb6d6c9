import type { Diagnostic } from '../../src/compiler/diagnostics/index.ts';
import type {
  ColumnNode,
  ColumnType,
  DatasourceNode,
  PipelineNode,
  SinkNode,
  SourceNode,
} from '../../src/compiler/ir/index.ts';
import type { TargetName } from '../../src/compiler/connector/index.ts';
import type { EmitContext } from '../../src/compiler/targets/index.ts';
import type { Location } from '../../src/compiler/text/index.ts';

export const AT: Location = { file: 'pipelines/orders.yaml', path: [], part: 'value' };

const VERSIONS: Readonly<Partial<Record<TargetName, string>>> = {
  flinkx: '1.11',
  chunjun: '1.16',
  'flink-sql': '1.20',
};

/** A column of a test; `type` as an author's parsed type. */
export function column(name: string, type?: ColumnType, more: Partial<ColumnNode> = {}): ColumnNode {
  return { kind: 'column', name, ...(type === undefined ? {} : { type }), at: at('columns', name), ...more };
}

export function at(...path: string[]): Location {
  return { ...AT, path };
}

export function datasource(name: string, more: Partial<DatasourceNode> = {}): DatasourceNode {
  return {
    kind: 'datasource',
    name,
    type: 'mysql',
    host: `${name}.example`,
    port: '3306',
    database: name,
    username: 'sync',
    password: {
      kind: 'run-time-text',
      parts: [{ kind: 'secret', provider: 'env', name: `${name.toUpperCase()}_PASSWORD` }],
    },
    brokers: [],
    properties: {},
    at: at('datasources', name),
    ...more,
  };
}

export interface Changes {
  readonly source?: Partial<SourceNode>;
  readonly sink?: Partial<SinkNode>;
  readonly transform?: string;
  readonly settings?: Partial<PipelineNode['settings']>;
  readonly pipeline?: Partial<PipelineNode>;
  readonly version?: string;
}

/** Columns that the traps are in: decimal, fractional seconds, 4-byte text, bytes, NULL. */
export const COLUMNS: readonly ColumnNode[] = [
  column('id', { name: 'int64' }),
  column('amount', { name: 'decimal', precision: 18, scale: 2 }),
  column('note', { name: 'string' }),
  column('photo', { name: 'bytes' }),
  column('updated_at', { name: 'timestamp', precision: 3 }),
];

/** The pipeline of the design's example: a MySQL table into a MySQL table, with the given changes. */
export function pipelineNode(target: TargetName, changes: Changes = {}): PipelineNode {
  const columns = changes.source?.columns ?? COLUMNS;
  const version = changes.version ?? VERSIONS[target];
  const source: SourceNode = {
    kind: 'source',
    connector: 'mysql',
    datasource: datasource('erp'),
    tables: ['orders'],
    columns,
    options: {},
    at: at('source'),
    ...changes.source,
  };
  const sink: SinkNode = {
    kind: 'sink',
    connector: 'mysql',
    datasource: datasource('ods'),
    table: 'ods_orders',
    columns: columns === '*' ? '*' : columns.map((node) => ({ ...node, from: node.name })),
    mode: 'append',
    key: [],
    preSql: [],
    postSql: [],
    options: {},
    at: at('sink'),
    ...changes.sink,
  };
  const transform =
    changes.transform === undefined ? {} : { transform: { sql: changes.transform, at: at('transform') } };
  return {
    kind: 'pipeline',
    name: 'orders-to-ods',
    tags: [],
    state: 'running',
    schedule: {
      kind: 'schedule',
      schedule: { kind: 'every', intervalMs: 60_000, timeZone: 'Asia/Shanghai' },
      misfire: { policy: 'fire-once', limit: 1 },
      overlap: 'skip',
      at: at('schedule'),
    },
    dependsOn: [],
    retry: { kind: 'retry', attempts: 1, backoff: 'fixed', initialMs: 0, maxMs: 0 },
    priority: 0,
    parameters: [],
    engine: {
      kind: 'engine',
      name: 'batch',
      type: target,
      ...(version === undefined ? {} : { version }),
      options: {},
      at: at('engine'),
    },
    work: { kind: 'movement', source, ...transform, sink },
    settings: {
      kind: 'settings',
      parallelism: { source: 1, sink: 1 },
      errorRows: 0,
      options: {},
      at: at('settings'),
      ...changes.settings,
    },
    at: AT,
    ...changes.pipeline,
  };
}

/** A context that collects what is reported. */
export function collect(pipeline: PipelineNode): EmitContext & { readonly diagnostics: Diagnostic[] } {
  const diagnostics: Diagnostic[] = [];
  return { pipeline, diagnostics, report: (diagnostic) => diagnostics.push(diagnostic) };
}
