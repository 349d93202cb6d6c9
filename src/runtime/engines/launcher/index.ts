export type { AttemptFolder } from './attempt-folder.ts';
export { childEnvironment } from './child-environment.ts';
export { createLauncherEngine, type LauncherDialect, type LauncherEngineOptions } from './create-launcher-engine.ts';
export { chunjunErrorLimit, type ErrorLimit, flinkxErrorLimit } from './error-limit.ts';
export { exceptionReason } from './exception-reason.ts';
export { counterMetrics, judgeCounters } from './judge-counters.ts';
export {
  javaArguments,
  javaProgram,
  readStartScript,
  requireExecutable,
  requirePresent,
  scriptArguments,
  type StartScript,
} from './launch-command.ts';
export type { LaunchCommand } from './supervise.ts';
export { outputScrubber } from './output-scrubber.ts';
export { readSyncJob, type SyncJob, syncJobWithoutSecrets } from './sync-job.ts';
