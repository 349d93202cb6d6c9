export { loadPlugins, type KnownPlugin } from '../compiler/connectors/load-plugins.ts';
export {
  CHECKED_VERSIONS,
  checkedVersion,
  checkJob,
  readsAs,
  type Reading,
  type SyncEngine,
} from './check-job/index.ts';
export { DatasourcePool, type NeededSecret } from './definition/datasource-pool.ts';
export { pipelineNames } from './definition/pipeline-names.ts';
export { printDefinition } from './definition/print-definition.ts';
export {
  IMPORT_FORMATS,
  importJobFile,
  type ImportFormat,
  type JobFile,
  type JobFileImport,
} from './import-job-file.ts';
export {
  DIFFERENCE_REASONS,
  type DifferenceReason,
  type ImportDifference,
  type ImportedFile,
  type ImportStatus,
} from './import-result.ts';
export { loadImportSetup } from './load-import-setup.ts';
export { readJson, type JobVersion } from './json/index.ts';
export { fileInTheWay, unreadFile, unwrittenFile } from './unread-file.ts';
export type { SyncJobSetup } from './sync-job/import-sync-job.ts';
