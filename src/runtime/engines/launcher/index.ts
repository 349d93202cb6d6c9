export type { AttemptFolder } from './attempt-folder.ts';
export { childEnvironment } from './child-environment.ts';
export { createLauncherEngine, type LauncherDialect, type LauncherEngineOptions } from './create-launcher-engine.ts';
export { chunjunErrorLimit, flinkxErrorLimit } from './error-limit.ts';
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
export type { SyncJob } from './sync-job.ts';
