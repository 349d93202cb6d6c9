import type { OptionSpec } from './connector-spec.ts';

/** FlinkX 1.11 `ConfigConstant`: all that it reads of -confProp itself. Numbers may be written as text. */
const FLINKX: Readonly<Record<string, OptionSpec>> = {
  'flink.checkpoint.interval': { type: 'integer', description: 'Milliseconds between two checkpoints.', minimum: 1 },
  'flink.checkpoint.timeout': { type: 'integer', description: 'Milliseconds that a checkpoint may take.', minimum: 1 },
};

/** ChunJun 1.12 and 1.16: `DirtyConfUtil`, its MySQL collector, `BaseMetric`. */
const CHUNJUN: Readonly<Record<string, OptionSpec>> = {
  'chunjun.dirty-data.output-type': {
    type: 'string',
    description: 'Where refused rows go.',
    default: 'default',
    values: ['default', 'log', 'mysql', 'jdbc'],
  },
  'chunjun.dirty-data.max-rows': {
    type: 'integer',
    description: 'The job fails when it has refused this many; negative = no limit.',
    default: 0,
  },
  'chunjun.dirty-data.max-collect-failed-rows': {
    type: 'integer',
    description: 'Rows that the collector itself may lose; negative = no limit.',
    default: 0,
  },
  'chunjun.dirty-data.log.print-interval': {
    type: 'integer',
    description: 'Prints one refused row of so many; 0 and less = none.',
    default: 1,
  },
  'chunjun.dirty-data.jdbc.url': { type: 'string', description: 'Address of the MySQL that keeps refused rows.' },
  'chunjun.dirty-data.jdbc.username': { type: 'string', description: 'Its user.' },
  'chunjun.dirty-data.jdbc.password': { type: 'string', description: 'Its password.', secret: true },
  'chunjun.dirty-data.jdbc.database': { type: 'string', description: 'Its database.' },
  'chunjun.dirty-data.jdbc.table': { type: 'string', description: 'The table of refused rows.' },
  'chunjun.dirty-data.jdbc.batch-size': { type: 'integer', description: 'Rows of one INSERT.', default: 1000 },
  'chunjun.dirty-data.jdbc.batch-flush-interval': {
    type: 'integer',
    description: 'Milliseconds between two INSERTs.',
    default: 1000,
  },
  'chunjun.delay_period_mill': {
    type: 'integer',
    description: 'Milliseconds that every subtask waits at close; 0 fails the job (seen on 1.16).',
    default: 20_000,
    minimum: 1,
  },
};

/** The properties of -confProp that an engine reads itself, by name; Flink's own are {@link FLINK_OPTION_GROUPS}. */
export function launchProperties(engine: 'flinkx' | 'chunjun'): Readonly<Record<string, OptionSpec>> {
  return engine === 'flinkx' ? FLINKX : CHUNJUN;
}

/** The first words of Flink's configuration keys, 1.11 to 2.x. */
export const FLINK_OPTION_GROUPS: readonly string[] = [
  'akka',
  'blob',
  'classloader',
  'client',
  'cluster',
  'containerized',
  'env',
  'execution',
  'external-resource',
  'flink',
  'fs',
  'hadoop',
  'heartbeat',
  'high-availability',
  'historyserver',
  'io',
  'job-event',
  'jobmanager',
  'jobstore',
  'kubernetes',
  'local',
  'metrics',
  'parallelism',
  'pekko',
  'pipeline',
  'process',
  'python',
  'queryable-state',
  'resourcemanager',
  'rest',
  'restart-strategy',
  's3',
  'scheduler',
  'scheduler-mode',
  'security',
  'slot',
  'slotmanager',
  'sql-client',
  'sql-gateway',
  'state',
  'table',
  'task',
  'taskmanager',
  'traces',
  'user',
  'web',
  'workflow-scheduler',
  'yarn',
  'zookeeper',
];
