import { VALID_DATASOURCES, VALID_PIPELINES, VALID_PROJECT, type ProjectValues } from './valid-definitions.ts';

const ROW = ['id bigint', 'amount decimal(18,2)', 'updated_at timestamp(3)'];

/** Kinds of pipelines that {@link VALID_PIPELINES} has not: streams of each engine, families, patterns, files each way. */
const MORE: readonly Readonly<Record<string, unknown>>[] = [
  {
    name: 'stream-sql',
    schedule: 'continuous',
    engine: 'sql',
    source: {
      datasource: 'bus',
      table: 'orders',
      columns: ROW,
      where: 'amount > 0',
      start: { offsets: { '0': 42 } },
      options: { format: 'json', properties: { 'group.id': 'shop' } },
    },
    sink: {
      datasource: 'ods',
      table: 'orders_live',
      columns: ['id', { name: 'total', from: 'amount' }],
      mode: 'upsert',
      key: ['id'],
      options: { 'sink.buffer-flush.max-rows': 100 },
    },
    settings: { checkpoint: '30s', parallelism: 2, options: { 'table.exec.state.ttl': '1 d' } },
  },
  {
    name: 'stream-sums',
    schedule: 'continuous',
    engine: 'sql',
    source: { datasource: 'bus', table: 'orders', columns: ROW, start: 'earliest', options: { format: 'json' } },
    transform: { sql: 'select id, sum(amount) as amount from source group by id' },
    sink: {
      datasource: 'ods',
      table: 'sums',
      columns: ['id bigint', 'amount decimal(18,2)'],
      mode: 'upsert',
      key: ['id'],
    },
  },
  {
    name: 'stream-topics',
    schedule: 'continuous',
    engine: 'sql',
    source: { datasource: 'bus', table: 'in', columns: ROW, options: { format: 'json' } },
    sink: { datasource: 'bus', table: 'out', options: { format: 'json' } },
  },
  {
    name: 'polling',
    schedule: 'continuous',
    engine: 'batch',
    source: {
      datasource: 'erp',
      table: 'orders',
      columns: [{ name: 'id', type: 'bigint' }, 'amount decimal(18,2)'],
      incremental: { column: 'id' },
      options: { pollingInterval: 5000 },
    },
    sink: { datasource: 'ods', table: 'polled' },
    settings: { checkpoint: '1m' },
  },
  {
    name: 'binlog',
    schedule: 'continuous',
    engine: 'next',
    source: { connector: 'binlog', datasource: 'erp', table: ['orders'], start: { time: '2026-01-02T03:04:05Z' } },
    sink: { connector: 'stream' },
  },
  {
    name: 'family',
    schedule: { cron: '0 30 1 * * ?' },
    engine: 'batch',
    source: { datasource: 'erp', table: ['items', 'shops'], columns: ['id bigint', 'name string'], splitBy: 'id' },
    sink: { datasource: 'ods', table: 'ods_${table}', preSql: ['select 1'] },
    settings: { parallelism: { source: 2, sink: 2 } },
  },
  {
    name: 'resumes',
    schedule: { cron: '0 40 1 * * ?', overlap: 'queue-all' },
    engine: 'batch',
    source: { datasource: 'erp', table: 'items', columns: ['id bigint', 'name string'] },
    sink: { datasource: 'ods', table: 'items' },
    settings: { resume: 'id', errorLimit: { percent: 5 } },
  },
  {
    name: 'out-file',
    schedule: { every: '1h' },
    source: {
      datasource: 'warehouse',
      query: "select id, name from orders where d = '${bizdate}'",
      columns: ['id bigint', 'name string'],
    },
    sink: {
      datasource: 'exports',
      path: 'out-${bizdate}.csv',
      file: { type: 'csv', delimiter: ',', encoding: 'UTF-8', header: true, compression: 'gzip' },
    },
  },
];

/** Another of each thing that a pipeline may name, so that it can name that. */
function twice(things: readonly Readonly<Record<string, unknown>>[]): readonly Readonly<Record<string, unknown>>[] {
  return [...things, ...things.map((each) => ({ ...each, name: `${String(each['name'])}2` }))];
}

const ENGINES = Object.entries(Object(VALID_PROJECT['engines']));

/** A valid project with every kind of pipeline. */
export const EVERY_KIND: ProjectValues = {
  project: {
    ...VALID_PROJECT,
    engines: Object.fromEntries([...ENGINES, ...ENGINES.map(([name, each]) => [`${name}2`, each])]),
  },
  datasources: twice(VALID_DATASOURCES),
  pipelines: [...VALID_PIPELINES, ...MORE],
};

/** Another value that a field takes here, by its key and the value that it has. */
export const KIND_WORDS: Readonly<Record<string, unknown>> = {
  ...Object.fromEntries(VALID_DATASOURCES.map(({ name }) => [`datasource ${String(name)}`, `${String(name)}2`])),
  ...Object.fromEntries(ENGINES.map(([name]) => [`engine ${name}`, `${name}2`])),
  'default a': 'b',
  'pattern [a-z]+': '[a-z0-9]+',
  'misfire fire-once': 'skip',
  'after 10m': '15m',
  'dependsOn files': 'out-file',
  'resume id': 'name',
  'compression gzip': 'zip',
  'key id': 'amount',
  'mode local': 'session',
  'version 1.16': '1.12',
  'version 1.20': '1.19',
  'connector binlog': 'mysqlcdc',
  'type mariadb': 'mysql',
};
