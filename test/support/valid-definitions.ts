import { stringify } from 'yaml';

/** What the definitions below refer to, as plain values. */
export const VALID_PROJECT: Readonly<Record<string, unknown>> = {
  name: 'shop',
  edition: 2026,
  defaults: { timeZone: 'Asia/Shanghai', engine: 'here', owner: 'data' },
  engines: {
    here: { type: 'local' },
    batch: {
      type: 'flinkx',
      version: '1.11',
      mode: 'local',
      home: '/opt/flinkx',
      script: { path: 'run.sh', args: ['{job}'] },
    },
    next: { type: 'chunjun', version: '1.16', mode: 'local', home: '/opt/chunjun' },
    sql: { type: 'flink-sql', version: '1.20', url: '${env:FLINK_URL:-http://a:1}', gateway: 'http://gateway:8083' },
  },
  environments: {
    prod: {
      datasources: { erp: { host: 'erp.prod' } },
      engines: { batch: { home: '/srv' } },
      params: { region: 'north' },
    },
  },
  policies: { prune: 'confirm', maxChangedShare: 0.3 },
};

/** Datasources of every connector that has any. */
export const VALID_DATASOURCES: readonly Readonly<Record<string, unknown>>[] = [
  {
    name: 'erp',
    type: 'mysql',
    host: 'erp-db.example',
    port: 3306,
    database: 'erp',
    username: 'sync',
    password: '${secret:env/ERP_PASSWORD}',
    properties: { useSSL: false, connectTimeout: 2000 },
  },
  {
    name: 'ods',
    type: 'mariadb',
    url: 'jdbc:mysql://ods-db.example:3306/ods',
    username: 'load',
    password: '${secret:file//run/ods}',
  },
  { name: 'warehouse', type: 'sqlite', path: '.sluice/warehouse.db' },
  { name: 'exports', type: 'file', path: 'exports' },
  { name: 'bus', type: 'kafka', brokers: ['kafka-1:9092', 'kafka-2:9092'], properties: { 'client.id': 'sluice' } },
];

const COLUMNS = [{ name: 'id', type: 'bigint' }, 'amount decimal(18,2)', { name: 'updated_at', type: 'timestamp(0)' }];

/** Pipelines without a mistake, that together use every part of the language and every engine. */
export const VALID_PIPELINES: readonly Readonly<Record<string, unknown>>[] = [
  {
    name: 'orders-flinkx',
    owner: 'data-platform',
    description: 'every common field of a batch movement',
    tags: ['nightly', 'erp'],
    state: 'running',
    priority: 60,
    schedule: {
      cron: '0 0 3 * * ?',
      timeZone: 'Asia/Shanghai',
      misfire: { policy: 'catch-up', limit: 7 },
      overlap: 'skip',
    },
    retry: { attempts: 3, backoff: 'exponential', initial: '30s', max: '10m' },
    timeout: '1h',
    engine: 'batch',
    params: { region: 'north', shop: { default: 'a', pattern: '[a-z]+', description: 'the shop' } },
    source: {
      connector: 'mysql',
      datasource: 'erp',
      table: 'orders',
      columns: COLUMNS,
      where: "d = '${bizdate:yyyy-MM-dd}' and region = '${region}' and shop = '${shop}'",
      splitBy: 'id',
      options: { fetchSize: 1000, queryTimeOut: 300 },
    },
    sink: {
      datasource: 'ods',
      table: 'ods_orders_${bizdate:yyyyMM}',
      mode: 'upsert',
      key: ['id'],
      options: { batchSize: 500 },
    },
    settings: { parallelism: 2, rateLimit: '10MB/s', errorLimit: { rows: 5 } },
  },
  {
    name: 'orders-chunjun',
    schedule: { every: '5m', misfire: 'fire-once' },
    engine: 'next',
    source: {
      datasource: 'erp',
      table: 'orders',
      columns: COLUMNS,
      where: "updated_at < '${fire:yyyy-MM-dd HH:mm:ss}'",
      incremental: { column: 'updated_at', from: '2026-01-01 00:00:00' },
    },
    sink: {
      datasource: 'ods',
      table: 'orders',
      columns: ['id', 'amount', { name: 'changed', from: 'updated_at' }],
      mode: 'replace',
    },
  },
  {
    name: 'orders-sql',
    schedule: 'manual',
    engine: 'sql',
    source: {
      datasource: 'erp',
      table: 'orders',
      columns: COLUMNS,
      options: { 'scan.fetch-size': 100, 'scan.auto-commit': false },
    },
    transform: { sql: 'select id, amount, updated_at from source' },
    sink: { datasource: 'erp', table: 'copy', columns: COLUMNS, mode: 'upsert', key: ['id'] },
  },
  {
    name: 'events',
    schedule: { at: '2026-12-24T06:00:00+08:00' },
    engine: 'sql',
    source: {
      datasource: 'bus',
      table: 'events',
      columns: ['id bigint', 'body string'],
      start: 'earliest',
      options: { format: 'json' },
    },
    sink: { connector: 'stream', columns: ['id bigint', 'body string'] },
    settings: { checkpoint: '30s' },
  },
  {
    name: 'files',
    schedule: { after: '10m' },
    source: {
      datasource: 'exports',
      path: 'orders-${fire:yyyyMMdd}.csv',
      file: { type: 'csv', delimiter: ';', encoding: 'UTF-8', header: true },
      columns: ['id bigint', { name: 'origin', value: 'erp' }],
    },
    sink: {
      datasource: 'warehouse',
      table: 'orders',
      mode: 'overwrite',
      preSql: ['select 1'],
      postSql: ["select '${pipeline}'"],
    },
  },
  {
    name: 'report',
    dependsOn: ['files'],
    command: ['./report.sh', '--day', '${bizdate}', '--in', '${environment}'],
  },
];

/** A project as plain values. */
export interface ProjectValues {
  readonly project: unknown;
  readonly datasources: readonly unknown[];
  readonly pipelines: readonly unknown[];
}

/** The project of the definitions above. */
export const VALID: ProjectValues = {
  project: VALID_PROJECT,
  datasources: VALID_DATASOURCES,
  pipelines: VALID_PIPELINES,
};

/** The files of a project of such values: `pipelines/0.yaml` and so on. */
export function writtenFiles(
  values: ProjectValues,
  write: (value: unknown) => string = plainYaml,
): Record<string, string> {
  const each = (folder: string, list: readonly unknown[]): [string, string][] =>
    list.map((value, index) => [`${folder}/${index}.yaml`, write(value)]);
  return Object.fromEntries([
    ['sluice.yaml', write(values.project)],
    ...each('datasources', values.datasources),
    ...each('pipelines', values.pipelines),
  ]);
}

/** YAML without aliases: what two parts share is written out in both. */
export function plainYaml(value: unknown): string {
  return stringify(value, { aliasDuplicateObjects: false, lineWidth: 0 });
}
