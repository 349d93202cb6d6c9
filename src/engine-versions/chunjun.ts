import type { SyncJobDialect } from './flinkx.ts';

const CHUNJUN_1_16: SyncJobDialect = {
  flink: '1.16',
  typePrecision: true,
  writeModeKey: 'mode',
  uniqueKey: 'uniqueKey-list',
  allReplace: true,
  tableBesideCustomSql: false,
  constantsInSql: false,
  initReporter: true,
  errorLimit: false,
  closeDelay: true,
  checkpointKey: 'execution.checkpointing.interval',
};

/**
 * ChunJun by version (DTStack/chunjun, 1.12_release and 1.16_release). On 1.12 the close delay cannot be set
 * (seen in runs), and a type with a length or precision is none that its readers know.
 */
export const CHUNJUN: Readonly<Record<string, SyncJobDialect>> = {
  '1.12': { ...CHUNJUN_1_16, flink: '1.12', typePrecision: false, closeDelay: false },
  '1.16': CHUNJUN_1_16,
};

/** Plugins of ChunJun 1.16 that 1.12_release does not have. */
const NOT_ON_1_12: ReadonlySet<string> = new Set([
  'arcticwriter',
  'gbasereader',
  'gbasewriter',
  'hivereader',
  'hudireader',
  'hudiwriter',
  'kingbasereader',
  'kingbasewriter',
  'opengaussreader',
  'opengausswriter',
  'selectdbcloudwriter',
]);

/** Plugins whose keys on 1.12 were compared with those of 1.16, and with which jobs were run there. */
const VERIFIED_ON_1_12: ReadonlySet<string> = new Set(['streamreader', 'streamwriter', 'mysqlreader', 'mysqlwriter']);

/** What is known of a plugin of our tables on a version of ChunJun; the tables are those of 1.16. */
export function pluginSupport(version: string, plugin: string): 'verified' | 'unverified' | 'absent' {
  if (version !== '1.12') return 'verified';
  if (NOT_ON_1_12.has(plugin)) return 'absent';
  return VERIFIED_ON_1_12.has(plugin) ? 'verified' : 'unverified';
}

/** Plugins of ChunJun whose code throws as soon as a job has a transformer (1.16_release). */
const REFUSES_TRANSFORM: ReadonlySet<string> = new Set([
  'arcticwriter',
  'emqxreader',
  'emqxwriter',
  'kafkareader',
  'kafkawriter',
  'redisreader',
  'rediswriter',
]);

/** True where a plugin does not run beside `transformer`. */
export function refusesTransform(plugin: string): boolean {
  return REFUSES_TRANSFORM.has(plugin);
}
