import type { ParameterSpec } from '../../compiler/connector/index.ts';
import type { JobVersion } from '../json/index.ts';
import type { Parameters } from './parameter-finder.ts';

const integer = (description: string, minimum?: number): ParameterSpec => ({
  type: 'integer',
  description,
  ...(minimum === undefined ? {} : { minimum }),
});
const flag = (description: string): ParameterSpec => ({ type: 'boolean', description });
const text = (description: string): ParameterSpec => ({ type: 'string', description });
const block = (description: string, members?: Parameters): ParameterSpec => ({
  type: 'object',
  description,
  ...(members === undefined ? {} : { members }),
});

/** FlinkX 1.11 `SpeedConfig`, ChunJun 1.16 `SpeedConfig`. */
const SPEED = block('Channels and the limit of bytes.', {
  channel: integer('Channels of the job.', -1),
  readerChannel: integer('Channels of the reader; -1 = `channel`.', -1),
  writerChannel: integer('Channels of the writer; -1 = `channel`.', -1),
  bytes: integer('Bytes a second; 0 and less = no limit.'),
  rebalance: flag('Spreads rows evenly over the channels of the writer.'),
});

/** FlinkX 1.11 `RestoreConfig`, ChunJun 1.16 `RestoreConfig`. */
const RESTORE = block('Restart from a checkpoint.', {
  isRestore: flag('Writes checkpoints of the position.'),
  isStream: flag('The job has no end.'),
  restoreColumnName: text('Column by which the position is found again.'),
  restoreColumnIndex: integer('Its place in the list of columns.', -1),
  restoreColumnType: text('Its type.'),
  maxRowNumForCheckpoint: integer('Rows between two commits.', 0),
});

const ERROR_LIMIT = block('Rows that may fail.', {
  record: integer('Rows; -1 = no limit.', -1),
  percentage: { type: 'number', description: 'Share of the rows in percent.' },
});

const LOG = block('A log file on each task manager.', {
  isLogger: flag('Writes it.'),
  level: text('Level.'),
  path: text('Folder.'),
  pattern: text('Pattern of a line.'),
});

const RESTART = block('Restart after a failure.', {
  strategy: text('fixedDelay, failureRate or NoRestart.'),
  restartAttempts: integer('Tries.'),
  delayInterval: integer('Seconds between two.'),
  failureRate: integer('Failures within the interval.'),
  failureInterval: integer('Seconds of the interval.'),
});

/** What each version reads of `job.setting`. */
export const SETTING_KEYS: Readonly<Record<JobVersion, Parameters>> = {
  '1.11': {
    speed: SPEED,
    errorLimit: ERROR_LIMIT,
    restore: RESTORE,
    log: LOG,
    restart: RESTART,
    dirty: block('Where rows that fail are written.', {
      path: text('Folder on HDFS.'),
      hadoopConfig: { type: 'text-map', description: 'Properties of the Hadoop cluster.' },
      readerColumnNameList: { type: 'list', description: 'Names of the columns.' },
    }),
    test: block('Settings for trying a plugin out.'),
  },
  '1.12': {
    speed: SPEED,
    restore: RESTORE,
    log: LOG,
    restart: RESTART,
    metricPluginConf: block('Where metrics are sent.'),
  },
  '1.16': { speed: SPEED, restore: RESTORE, metricPluginConfig: block('Where metrics are sent.') },
};

/** What to do about a setting that this version dropped. */
export const DROPPED_SETTINGS: Readonly<Record<string, string>> = {
  errorLimit:
    'give the limit in -confProp: `chunjun.dirty-data.max-rows` (the job fails at that many rows; negative = no limit)',
  dirty: 'give it in -confProp: the keys under `chunjun.dirty-data`',
  log: 'set it in the log configuration of the cluster',
  restart: 'give it in -confProp: the keys `restart-strategy` of Flink',
  test: 'leave it out',
  metricPluginConf: 'write `metricPluginConfig`',
  metricPluginConfig: 'leave it out',
};
