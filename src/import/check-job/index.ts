export { CHECKED_VERSIONS, checkedVersion, checkJob } from './check-job.ts';
export type { SyncEngine } from './job-report.ts';
export { readsAs, type Reading } from './reads-as.ts';
