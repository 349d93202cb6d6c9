export { pluginSupport, refusesTransform } from './chunjun.ts';
export type { FlinkCapabilities } from './flink.ts';
export type { SyncJobDialect } from './flinkx.ts';
export {
  isSessionMode,
  LAUNCH_MODES,
  launchModeWord,
  runsOnSession,
  type LaunchMode,
  type SessionMode,
} from './launch-mode.ts';
export { flinkCapabilities, isSupported, minorVersion, supportedVersions, syncJobDialect } from './versions.ts';
