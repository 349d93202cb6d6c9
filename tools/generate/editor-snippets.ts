import { parseAllDocuments, stringify } from 'yaml';
import type { Schema } from './option-schema.ts';

/**
 * What an editor offers to write in one go, in the form of VS Code: `${1:word}` is a place to fill in. Bodies are mappings, not
 * texts, so that a key that stands there already is left out. Values are put in as they are: quotes belong to them.
 */
export interface Snippet {
  readonly label: string;
  readonly description: string;
  readonly body: unknown;
  /** `array`: the body is a member of the list, and gets its `- ` where the list does not stand yet. */
  readonly type?: 'array';
}

const COLUMNS = ['{ name: ${7:id}, type: ${8:bigint} }'];

export const PIPELINE_SNIPPETS: readonly Snippet[] = [
  {
    label: 'pipeline: a table by the clock',
    description: 'Reads a table every night and writes its rows to another.',
    body: {
      name: '${1:name}',
      schedule: { cron: '"${2:0 0 3 * * ?}"' },
      source: { datasource: '${3:source}', table: '${4:table}', columns: COLUMNS },
      sink: { datasource: '${5:sink}', table: '${6:table}', mode: 'upsert', key: '[${7:id}]' },
    },
  },
  {
    label: 'pipeline: only new rows',
    description: 'Reads rows after those of the run before, by a column that grows.',
    body: {
      name: '${1:name}',
      schedule: { every: '${2:5m}' },
      source: {
        datasource: '${3:source}',
        table: '${4:table}',
        columns: COLUMNS,
        incremental: { column: '${7:id}' },
      },
      sink: { datasource: '${5:sink}', table: '${6:table}', mode: 'upsert', key: '[${7:id}]' },
    },
  },
  {
    label: 'pipeline: a command',
    description: 'Runs a program after other pipelines.',
    body: { name: '${1:name}', dependsOn: '[${2:pipeline}]', command: '["${3:./report.sh}", "\\${bizdate\\}"]' },
  },
];

export const SCHEDULE_SNIPPETS: readonly Snippet[] = [
  {
    label: 'by cron',
    description: 'At the times of a cron expression.',
    body: { cron: '"${1:0 0 3 * * ?}"', timeZone: '${2:Asia/Shanghai}' },
  },
  { label: 'at a rate', description: 'At a fixed rate.', body: { every: '${1:5m}' } },
  { label: 'after a pause', description: 'So long after the end of the run before.', body: { after: '${1:10m}' } },
  { label: 'once', description: 'Once.', body: { at: '${1:2030-01-01T03:00:00+08:00}' } },
];

export const RETRY_SNIPPETS: readonly Snippet[] = [
  {
    label: 'retry',
    description: 'Three attempts with a growing wait.',
    body: { attempts: '${1:3}', backoff: '${2:exponential}', initial: '${3:30s}', max: '${4:10m}' },
  },
];

const rows = (connector: string, description: string): Snippet => ({
  label: connector,
  description,
  body: {
    connector,
    datasource: '${1:datasource}',
    table: '${2:table}',
    columns: ['{ name: ${3:id}, type: ${4:bigint} }'],
  },
});

export const SOURCE_SNIPPETS: readonly Snippet[] = [
  rows('mysql', 'Rows of a MySQL or MariaDB table.'),
  rows('postgresql', 'Rows of a PostgreSQL table.'),
  rows('oracle', 'Rows of an Oracle table.'),
  rows('mongodb', 'Documents of a MongoDB collection.'),
  {
    label: 'kafka',
    description: 'Messages of a Kafka topic.',
    body: {
      connector: 'kafka',
      datasource: '${1:datasource}',
      table: '${2:topic}',
      columns: ['{ name: ${3:id}, type: ${4:bigint} }'],
      start: '${5:committed}',
    },
  },
  {
    label: 'file',
    description: 'Rows of a file beside the project.',
    body: {
      connector: 'file',
      path: '"${1:data/orders.csv}"',
      file: '{ type: ${2:csv}, header: ${3:true} }',
      columns: ['{ name: ${4:id}, type: ${5:bigint} }'],
    },
  },
  {
    label: 'binlog',
    description: 'Changes of MySQL tables, for `schedule: continuous`.',
    body: { connector: 'binlog', datasource: '${1:datasource}', table: '[${2:table}]', start: '${3:latest}' },
  },
  {
    label: 'stream',
    description: 'Made-up rows, to try a sink.',
    body: { connector: 'stream', columns: ['{ name: ${1:id}, type: ${2:bigint} }'] },
  },
];

export const SINK_SNIPPETS: readonly Snippet[] = [
  {
    label: 'mysql',
    description: 'Rows of a MySQL or MariaDB table, found again by a key.',
    body: {
      connector: 'mysql',
      datasource: '${1:datasource}',
      table: '${2:table}',
      mode: '${3:upsert}',
      key: '[${4:id}]',
    },
  },
  {
    label: 'hive',
    description: 'A partition of a Hive table, a day each.',
    body: {
      connector: 'hive',
      datasource: '${1:datasource}',
      table: '${2:table}',
      partition: '"${3:pt}=\\${bizdate\\}"',
      mode: '${4:overwrite}',
    },
  },
  {
    label: 'kafka',
    description: 'Messages of a Kafka topic.',
    body: { connector: 'kafka', datasource: '${1:datasource}', table: '${2:topic}' },
  },
  {
    label: 'file',
    description: 'A file beside the project.',
    body: { connector: 'file', path: '"${1:out/orders.csv}"', mode: '${2:overwrite}' },
  },
  { label: 'stream', description: 'Prints the rows, or drops them.', body: { connector: 'stream' } },
];

export const COLUMN_SNIPPETS: readonly Snippet[] = [
  {
    label: 'column',
    type: 'array',
    description: 'A name and a type.',
    body: { name: '${1:name}', type: '${2:bigint}' },
  },
  {
    label: 'constant',
    type: 'array',
    description: 'A column that has the same value in every row.',
    body: { name: '${1:name}', type: '${2:string}', value: '"${3:value}"' },
  },
];

export const PROJECT_SNIPPETS: readonly Snippet[] = [
  {
    label: 'project',
    description: 'A project with one engine.',
    body: {
      name: '${1:name}',
      edition: 2026,
      defaults: { timeZone: '${2:Asia/Shanghai}', engine: 'batch' },
      engines: { batch: '{ type: flinkx, version: "1.11", mode: local, home: ${3:/opt/flinkx} }' },
    },
  },
];

export const TEST_SNIPPETS: readonly Snippet[] = [
  {
    label: 'test',
    description: 'One case: rows in, rows out.',
    body: {
      pipeline: '${1:pipeline}',
      cases: [
        { name: '${2:what it shows}', source: '{ rows: [{ ${3:id}: 1 }] }', expect: '{ rows: [{ ${3:id}: 1 }] }' },
      ],
    },
  },
];

/** A datasource of each type, from those that golden tests compile: the first of a type is its snippet. */
export function datasourceSnippets(yamlTexts: readonly string[]): readonly Snippet[] {
  const byType = new Map<string, Snippet>();
  const values = yamlTexts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS() as Schema));
  for (const value of values) {
    const type = String(value['type']);
    if (byType.has(type)) continue;
    const { name, ...others } = value;
    byType.set(type, {
      label: type,
      description: `A datasource of type ${type}.`,
      body: { name: `\${1:${String(name)}}`, ...(asWritten(others) as object) },
    });
  }
  return [...byType.values()].sort((a, b) => (a.label < b.label ? -1 : 1));
}

/** Scalars as YAML writes them, with nothing left that a snippet would fill in. */
function asWritten(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(asWritten);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, asWritten(each)]));
  return stringify(value, { lineWidth: 0 })
    .trim()
    .replaceAll(/[\\$}]/g, '\\$&');
}
