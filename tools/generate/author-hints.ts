import { supportedVersions } from '../../src/engine-versions/index.ts';
import type { Hints } from './editor-hints.ts';
import {
  COLUMN_SNIPPETS,
  PIPELINE_SNIPPETS,
  PROJECT_SNIPPETS,
  RETRY_SNIPPETS,
  SCHEDULE_SNIPPETS,
  SINK_SNIPPETS,
  SOURCE_SNIPPETS,
  TEST_SNIPPETS,
} from './editor-snippets.ts';

const NAME = 'Lower-case letters, digits, `-`, `_` and `.`, beginning and ending with a letter or digit, 128 at most.';

const DURATIONS = ['30s', '5m', '1h30m'];

const FILE_TYPES = {
  csv: 'Values of a line with a delimiter between them.',
  json: 'One JSON list of objects.',
  jsonl: 'A JSON object on each line.',
  parquet: 'Apache Parquet.',
  orc: 'Apache ORC.',
  excel: 'A sheet of Excel.',
};

const POLICIES = {
  skip: 'None of them runs.',
  'fire-once': 'The newest runs, the others are recorded as skipped.',
  'catch-up': 'The newest `limit` run, oldest first.',
};

const FILE: Hints = {
  type: { words: FILE_TYPES },
  delimiter: { examples: [',', ';', '|'] },
  encoding: { examples: ['UTF-8', 'GBK'] },
  compression: { examples: ['gzip', 'snappy'] },
};

const COLUMN: Hints = {
  type: {
    examples: [
      'bigint',
      'int',
      'string(64)',
      'decimal(18,2)',
      'datetime',
      'date',
      'timestamp(3)',
      'bool',
      'json',
      'bytes',
    ],
  },
  format: { examples: ['yyyy-MM-dd HH:mm:ss', 'yyyyMMdd'] },
};

/** Hints under a place. */
function under(place: string, hints: Hints): Hints {
  return Object.fromEntries(Object.entries(hints).map(([key, hint]) => [`${place}.${key}`, hint]));
}

/** What an editor offers in a pipeline. */
export const PIPELINE_HINTS: Hints = {
  '': { defaultSnippets: PIPELINE_SNIPPETS },
  name: { patternErrorMessage: NAME, examples: ['orders-to-ods'] },
  state: {
    default: 'running',
    words: { running: 'It fires by its schedule.', suspended: 'It fires nothing by itself.' },
  },
  priority: { default: 50 },
  schedule: {
    defaultSnippets: SCHEDULE_SNIPPETS,
    words: { manual: 'It runs when somebody asks.', continuous: 'It is a stream, and ends when it is stopped.' },
    markdownDescription:
      'When it runs: `cron`, `every`, `after` or `at`; `continuous` for a stream; `manual` when somebody asks.\n\n```yaml\nschedule: { cron: "0 0 3 * * ?", timeZone: Asia/Shanghai }\n```',
  },
  'schedule.cron': { examples: ['0 0 3 * * ?', '0 */5 * * * ?', '0 30 2 ? * MON-FRI'] },
  'schedule.every': { examples: DURATIONS },
  'schedule.after': { examples: DURATIONS },
  'schedule.timeZone': { examples: ['Asia/Shanghai', 'UTC', 'Europe/Berlin'] },
  'schedule.start': { examples: ['2026-12-01', '2026-12-01T06:00'] },
  'schedule.end': { examples: ['2027-01-01', '2027-01-01T00:00'] },
  'schedule.calendar': { examples: ['weekdays', 'cn-workdays'] },
  'schedule.calendar.on': {
    default: 'working-days',
    words: { 'working-days': 'On its working days.', holidays: 'On the other days.' },
  },
  'schedule.jitter': { examples: ['30s', '5m'] },
  'schedule.misfire': { words: POLICIES },
  'schedule.misfire.policy': { words: POLICIES },
  'schedule.misfire.limit': { default: 31 },
  'schedule.misfireAfter': { default: '60s', examples: DURATIONS },
  'schedule.startingDeadline': { examples: ['30m', '2h'] },
  'schedule.overlap': {
    default: 'skip',
    words: {
      skip: 'It is recorded as skipped.',
      'queue-one': 'One waits its turn, a second is skipped.',
      'queue-all': 'Each waits its turn.',
      'cancel-running': 'The open runs are asked to end, and it waits for that.',
      allow: 'It runs beside them.',
    },
  },
  retry: { defaultSnippets: RETRY_SNIPPETS },
  'retry.attempts': { default: 1, examples: [3] },
  'retry.backoff': {
    default: 'exponential',
    words: { exponential: 'Each wait is twice the one before.', fixed: 'All waits are alike.' },
  },
  'retry.initial': { default: '30s' },
  'retry.max': { default: '10m' },
  timeout: { examples: DURATIONS },
  'params.*.pattern': { default: '[A-Za-z0-9_.:/ -]*' },
  source: { defaultSnippets: SOURCE_SNIPPETS },
  'source.columns': { defaultSnippets: COLUMN_SNIPPETS },
  'source.where': { examples: ['deleted = 0'] },
  'source.start': {
    words: {
      earliest: 'The first record that is still there.',
      latest: 'What comes after the start.',
      committed: 'Where the consumer group stopped.',
      now: 'What comes after the start.',
    },
  },
  ...under('source.file', FILE),
  ...under('source.columns[]', COLUMN),
  'transform.sql': { examples: ['select id, amount from source'] },
  sink: { defaultSnippets: SINK_SNIPPETS },
  'sink.mode': {
    default: 'append',
    words: {
      append: 'Adds rows (INSERT).',
      upsert: 'Changes the row of that `key`, or adds it.',
      replace: 'Takes the old row away and adds the new one (REPLACE).',
      overwrite: 'Empties the file, partition or table first.',
    },
  },
  'sink.partition': { examples: ['pt=${bizdate}'] },
  ...under('sink.file', FILE),
  ...under('sink.columns[]', COLUMN),
  'settings.parallelism': { default: 1 },
  'settings.rateLimit': { examples: ['10MB/s', '512KB/s'] },
  'settings.errorLimit.rows': { default: 0 },
  'settings.checkpoint': { examples: ['60s'] },
};

/** What an editor offers in a datasource, besides the types. */
export const DATASOURCE_HINTS: Hints = {
  name: { patternErrorMessage: NAME },
  password: { examples: ['${secret:env/PASSWORD}'] },
  accessKey: { examples: ['${secret:env/ACCESS_KEY}'] },
  secretKey: { examples: ['${secret:env/SECRET_KEY}'] },
  token: { examples: ['${secret:env/TOKEN}'] },
  defaultFS: { examples: ['hdfs://ns1'] },
  'shards[].password': { examples: ['${secret:env/PASSWORD}'] },
};

const VERSIONS = [...new Set(['flinkx', 'chunjun', 'flink-sql'].flatMap((type) => supportedVersions(type)))];

const ENGINE: Hints = {
  type: {
    words: {
      flinkx: 'FlinkX.',
      chunjun: 'ChunJun.',
      'flink-sql': 'Flink SQL, by a SQL gateway.',
      local: 'Sluice itself, in one process: for small data and for trying things out.',
      command: 'Programs of the executor.',
    },
  },
  version: { examples: VERSIONS },
  mode: {
    words: { local: 'In a process of the executor.', session: 'On a Flink cluster that runs already.' },
  },
};

/** What an editor offers in sluice.yaml. */
export const PROJECT_HINTS: Hints = {
  '': { defaultSnippets: PROJECT_SNIPPETS },
  name: { patternErrorMessage: NAME },
  edition: { default: 2026 },
  'defaults.timeZone': { default: 'UTC', examples: ['Asia/Shanghai'] },
  ...under('engines.*', ENGINE),
  ...under('environments.*.engines.*', ENGINE),
  ...under('environments.*.datasources.*', { password: { examples: ['${secret:env/PASSWORD}'] } }),
  'policies.prune': {
    default: 'confirm',
    words: {
      never: 'It stays.',
      confirm: 'It is deleted, unless more than `maxChangedShare` of at least four would go.',
      auto: 'It is deleted.',
    },
  },
  'policies.maxChangedShare': { default: 0.3 },
  'policies.restoreWindow': { default: '7d' },
  'policies.selfHeal': {
    default: 'off',
    words: {
      off: 'Nothing: what drifts is told.',
      record: 'Rows of the store that somebody has edited.',
    },
  },
};

/** What an editor offers in a test file. */
export const TEST_HINTS: Hints = {
  '': { defaultSnippets: TEST_SNIPPETS },
  fire: { examples: ['2026-03-01T02:00:00+08:00'] },
  'cases[].fire': { examples: ['2026-03-01T02:00:00+08:00'] },
  'cases[].expect.ordered': { default: false },
};
