export { type ApplyJson, type DifferenceJson, toApplyJson } from './apply-json.ts';
export {
  type BackfillJson,
  type BackfillPlanJson,
  type ChangedBackfillJson,
  toBackfillJson,
  toBackfillPlanJson,
  toChangedBackfillJson,
} from './backfill-json.ts';
export { type ConditionCounts, countConditions } from './condition-counts.ts';
export { type DeploymentJson, toDeploymentJson } from './deployment-json.ts';
export { type DiagnosticsJson, toDiagnosticsJson } from './diagnostics-json.ts';
export { type DriftJson, toDriftJson, toUnseenJson, type UnseenJson } from './drift-json.ts';
export {
  type DrainJson,
  type ExecutorJson,
  type MissingRoleJson,
  toDrainJson,
  toExecutorJson,
  toMissingRoleJson,
} from './executor-json.ts';
export { type EventBacklogJson, MOST_COUNTED, toEventBacklogJson } from './event-backlog-json.ts';
export { type EventIndexJson, type EventJson, toEventIndexJson, toEventJson } from './event-json.ts';
export { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';
export { type HeldDeletesJson, type RestorableJson, toHeldDeletesJson, toRestorableJson } from './held-deletes-json.ts';
export { type HistoryEntryJson, type HistoryJson, toHistoryJson } from './history-json.ts';
export type { PauseJson, PausesJson } from './pause-json.ts';
export { type PipelineFacts, type PipelineJson, type RecentRunJson, toPipelineJson } from './pipeline-json.ts';
export { healthStatusOf, type HealthStatus, syncStatusOf, type SyncStatus } from './pipeline-status.ts';
export { type CursorJson, toCursorJson } from './cursor-json.ts';
export { type RollbackJson, toRollbackJson, type VersionJson } from './rollback-json.ts';
export { type AttemptJson, type RunJson, toRunJson } from './run-json.ts';
export { scheduleInWords } from './schedule-words.ts';
export { templateText, workText, type WorkText } from './work-text.ts';
export { type FindingJson, toWhyJson, type WhyJson } from './why-json.ts';
export { type RunStoryJson, type StepJson, toRunStoryJson } from './run-story-json.ts';
