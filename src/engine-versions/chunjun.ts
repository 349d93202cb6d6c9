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
 * ChunJun by version (DTStack/chunjun, 1.12_release and 1.16_release). 1.12 is known but not supported:
 * only its launcher was observed, and there the close delay cannot be set.
 */
export const CHUNJUN: Readonly<Record<string, SyncJobDialect>> = {
  '1.12': { ...CHUNJUN_1_16, flink: '1.12', closeDelay: false },
  '1.16': CHUNJUN_1_16,
};
