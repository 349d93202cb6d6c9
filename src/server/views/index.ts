export { type DeploymentJson, toDeploymentJson } from './deployment-json.ts';
export { type DiagnosticsJson, toDiagnosticsJson } from './diagnostics-json.ts';
export { type EventJson, toEventJson } from './event-json.ts';
export { FORMAT_VERSION, isoTime, isoTimeOrNull } from './format-version.ts';
export { type PipelineFacts, type PipelineJson, type RecentRunJson, toPipelineJson } from './pipeline-json.ts';
export { healthStatusOf, type HealthStatus, syncStatusOf, type SyncStatus } from './pipeline-status.ts';
export { type AttemptJson, type RunJson, toRunJson } from './run-json.ts';
export { scheduleInWords } from './schedule-words.ts';
export { templateText, workText, type WorkText } from './work-text.ts';
