/** The spelling of one generation of FlinkX / ChunJun job JSON, where generations differ. */
export interface SyncJobDialect {
  /** Flink that this version is built against. */
  readonly flink: string;
  /** Column types keep their precision (`decimal(10,2)`); 1.11 cuts at the parenthesis. */
  readonly typePrecision: boolean;
  /** The writer's key for the write mode. 1.11 has no default, later ones default to INSERT. */
  readonly writeModeKey: 'writeMode' | 'mode';
  /** The unique key of an upsert: a map of index name to columns, or a plain list. */
  readonly uniqueKey: 'updateKey-map' | 'uniqueKey-list';
  /** An update keeps the old value where the new one is NULL, unless `allReplace` is true. */
  readonly allReplace: boolean;
  /** `connection[0].table` must be there even beside `customSql`. */
  readonly tableBesideCustomSql: boolean;
  /** A constant is read by the SQL: put there between double quotes as it is, and to be selected by a `customSql` too. */
  readonly constantsInSql: boolean;
  /** An incremental read loads a metrics plugin unless `initReporter` is false. */
  readonly initReporter: boolean;
  /** `job.setting.errorLimit` is obeyed; otherwise `chunjun.dirty-data.*` in -confProp. */
  readonly errorLimit: boolean;
  /** The wait at close can be set by `chunjun.delay_period_mill` in -confProp. */
  readonly closeDelay: boolean;
  /** The confProp key of the checkpoint interval; the value is milliseconds. */
  readonly checkpointKey: string;
}

/** FlinkX 1.11 (branch 1.11_release of DTStack/chunjun). */
export const FLINKX: Readonly<Record<string, SyncJobDialect>> = {
  '1.11': {
    flink: '1.11',
    typePrecision: false,
    writeModeKey: 'writeMode',
    uniqueKey: 'updateKey-map',
    allReplace: false,
    tableBesideCustomSql: true,
    constantsInSql: true,
    initReporter: false,
    errorLimit: true,
    closeDelay: false,
    checkpointKey: 'flink.checkpoint.interval',
  },
};
