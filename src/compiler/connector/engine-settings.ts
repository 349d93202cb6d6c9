import type { OptionType } from './connector-spec.ts';
import type { ParameterSpec } from './plugin-spec.ts';

/** Blocks of `job.setting`, or keys of one, as a version reads them. */
export type SettingSpecs = Readonly<Record<string, ParameterSpec>>;

const value = (type: OptionType, description: string, fallback?: string | number | boolean): ParameterSpec => ({
  type,
  description,
  ...(fallback === undefined ? {} : { default: fallback }),
});

const block = (description: string, members?: SettingSpecs): ParameterSpec => ({
  type: 'object',
  description,
  ...(members === undefined ? {} : { members }),
});

/** The same keys in FlinkX 1.11, ChunJun 1.12 and 1.16 (`SpeedConfig`, `SpeedConf`). */
const SPEED = block('Channels and the limit of bytes.', {
  channel: { ...value('integer', 'Channels of the job.', 1), minimum: -1 },
  readerChannel: { ...value('integer', 'Channels of the reader; -1 = `channel`.', -1), minimum: -1 },
  writerChannel: { ...value('integer', 'Channels of the writer; -1 = `channel`.', -1), minimum: -1 },
  bytes: value('integer', 'Bytes a second; 0 and less = no limit.'),
  rebalance: value('boolean', 'Spreads rows evenly over the channels of the writer.', false),
});

const MAX_ROWS: ParameterSpec = {
  ...value('integer', 'Rows between two commits of a JDBC writer. ChunJun does not use it.', 10_000),
  minimum: 0,
};

/** The same keys in FlinkX 1.11, ChunJun 1.12 and 1.16 (`RestoreConfig`, `RestoreConf`). */
const RESTORE = block('Restart from a checkpoint.', {
  isRestore: value('boolean', 'Keeps the position in checkpoints.', false),
  isStream: value('boolean', 'The job has no end. FlinkX 1.11 reads it beside a true `isRestore` only.', false),
  restoreColumnName: value('string', 'Column by which the position is found again.'),
  restoreColumnIndex: { ...value('integer', 'Its place in the list of columns.', -1), minimum: -1 },
  restoreColumnType: value('string', 'Its type; taken from the column.'),
  maxRowNumForCheckpoint: MAX_ROWS,
});

/** FlinkX 1.11 `ErrorLimitConfig`. ChunJun ignores the block. */
const ERROR_LIMIT = block('Rows that may be refused. A block without a key has no limit of that kind.', {
  record: { ...value('integer', 'Rows; -1 = no limit.'), minimum: -1 },
  percentage: value('number', 'Share of the rows that were read, in percent.'),
});

const log = (folder: string): ParameterSpec =>
  block('A log file of the job on each task manager.', {
    isLogger: value('boolean', 'Writes it.', false),
    level: value('string', 'Level.', 'info'),
    path: value('string', 'Folder.', folder),
    pattern: value('string', 'Pattern of a line.'),
  });

const restart = (strategy: string, attempts: number): ParameterSpec =>
  block('Restart after a failure. FlinkX 1.11 restarts streams only.', {
    strategy: { ...value('string', 'When it restarts.', strategy), values: ['fixedDelay', 'failureRate', 'NoRestart'] },
    restartAttempts: { ...value('integer', 'Tries, of `fixedDelay`.', attempts), minimum: 0 },
    delayInterval: { ...value('integer', 'Seconds between two tries.', 10), minimum: 0 },
    failureRate: { ...value('integer', 'Failures within the interval, of `failureRate`.', 2), minimum: 1 },
    failureInterval: { ...value('integer', 'Seconds of that interval.', 60), minimum: 1 },
  });

/** ChunJun `MetricPluginConfig`: the key lost its short form between 1.12 and 1.16. */
const METRIC_PLUGIN = block('Where metrics are sent.', {
  pluginName: { ...value('string', 'Plugin.', 'prometheus'), values: ['prometheus', 'mysql'] },
  rowSizeCalculatorType: value('string', 'How the size of a row is found.', 'objectSizeCalculator'),
  pluginProp: block("The plugin's own settings."),
});

/** FlinkX 1.11 `SettingConfig`, ChunJun 1.12 `SettingConf`, ChunJun 1.16 `SettingConfig`. */
const SETTINGS: Readonly<Record<'flinkx' | 'chunjun', Readonly<Record<string, SettingSpecs>>>> = {
  flinkx: {
    '1.11': {
      speed: SPEED,
      errorLimit: ERROR_LIMIT,
      restore: RESTORE,
      log: log('/tmp/dtstack/flinkx/'),
      restart: restart('fixedDelay', 5),
      dirty: block('Where refused rows are written.', {
        path: value('string', 'Folder in HDFS.'),
        hadoopConfig: value('text-map', 'Properties of the Hadoop cluster.'),
      }),
      test: block('For trying a plugin out: the other side becomes a stream.', {
        failedPerRecord: value('integer', 'Fails at every so many rows.', -1),
        errorMsg: value('string', 'Text of that failure.', 'Error test'),
        speedTest: { ...value('string', 'The side that is measured.'), values: ['reader', 'writer'] },
      }),
    },
  },
  chunjun: {
    '1.12': {
      speed: SPEED,
      restore: RESTORE,
      log: log('/tmp/chunjun/'),
      restart: restart('NoRestart', 3),
      metricPluginConf: METRIC_PLUGIN,
    },
    '1.16': { speed: SPEED, restore: RESTORE, metricPluginConfig: METRIC_PLUGIN },
  },
};

/** What a version reads of `job.setting`; every other key there it ignores. Undefined for a version not known. */
export function settingsSpec(engine: 'flinkx' | 'chunjun', version: string): SettingSpecs | undefined {
  return SETTINGS[engine][version];
}

/** Blocks that follow from `parallelism`, `rateLimit`, `errorLimit`, `schedule` and `resume`, or swap a plugin. */
const NOT_THE_AUTHORS: readonly string[] = ['speed', 'errorLimit', 'restore', 'test'];

/** The part of `restore` that nothing else says. */
const AUTHORS_RESTORE = block('The rest of `restore`.', { maxRowNumForCheckpoint: MAX_ROWS });

/** Blocks of `job.setting` that an author gives in the engine's own words, under `settings.options`. */
export function settingBlocks(engine: 'flinkx' | 'chunjun', version: string): SettingSpecs {
  const blocks = Object.entries(settingsSpec(engine, version) ?? {});
  const authors = Object.fromEntries(blocks.filter(([name]) => !NOT_THE_AUTHORS.includes(name)));
  return blocks.length === 0 ? authors : { ...authors, restore: AUTHORS_RESTORE };
}
