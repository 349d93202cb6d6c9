export { applyPlan, type AppliedPlan, type PlanRequest } from './apply-plan.ts';
export {
  pausePipeline,
  resumePipeline,
  type PausedPipeline,
  type PausePipelineRequest,
  type ResumePipelineRequest,
} from './pause-pipelines.ts';
export {
  planRollback,
  rollBackPipeline,
  type DoneRollback,
  type DoneRollbackRequest,
  type PlannedRollback,
  type RollbackPipelineRequest,
} from './roll-back-pipelines.ts';
export {
  backfillProgress,
  changeBackfill,
  findBackfill,
  planBackfill,
  requestBackfill,
  type BackfillChangeRequest,
  type BackfillProgress,
  type BackfillRequest,
  type DoneBackfillRequest,
  type PlannedBackfill,
} from './backfills/index.ts';
export {
  changeCursor,
  findCursor,
  type ChangedCursor,
  type CursorChangeRequest,
  type PipelineCursor,
} from './change-cursor.ts';
export { cursorRangeOf, type CursorRange } from './cursor-range.ts';
export { deploymentHistory, type HistoryEntry, type HistoryKind, type HistoryPage } from './deployment-history.ts';
export type { Version } from './rollback-target.ts';
export {
  verifyEvents,
  type ChainFinding,
  type FoundEvent,
  type TopicVerification,
  type Verification,
} from './audit/index.ts';
export {
  deletedDeployments,
  heldDeletes,
  prunePipelines,
  restorePipeline,
  type HeldDeleteSet,
  type PrunePipelinesRequest,
} from './delete-deployments.ts';
export { backupStore } from './backup-store.ts';
export * from './errors.ts';
export { executeRun, type ExecutedRun, type ExecuteRunOptions } from './execute-run.ts';
export {
  collectProcessMetrics,
  createJobLogs,
  createPinoLog,
  createSystemClock,
  createSystemRandom,
  type LogLevel,
  type PinoLogOptions,
  type RuntimeMetrics,
} from './observe/index.ts';
export { diagnose, type DiagnoseOptions } from './diagnose.ts';
export {
  failed,
  ok,
  skipped,
  toldFailure,
  warning,
  type Check,
  type CheckResult,
  type CheckState,
} from './doctor/index.ts';
export { createDefinitions, type Definitions, type DefinitionsOptions } from './definitions/index.ts';
export { ENGINE_TYPES, type EngineType } from './create-engines.ts';
export {
  askDatasource,
  asksFor,
  describeChange,
  judge,
  lookAtDatasources,
  lookAtSizes,
  namesMatching,
  nextSnapshot,
  snapshotText,
  wantedOf,
  type Looks,
  type SourceSizes,
} from './inspect/index.ts';
export { rejoinEvents, type ForkedChain, type RejoinedEvents } from './rejoin-events.ts';
export { verifyEventLog, type EventLog } from './verify-event-log.ts';
export {
  DRIFT_REASONS,
  driftMessage,
  driftText,
  unseenMessage,
  unseenText,
  type DriftFact,
  type DriftReason,
  type DriftReport,
  type UnseenFact,
} from './drift/index.ts';
export { lookBeforeUpgrade, type SeenProcess, type StoreLook } from './look-before-upgrade.ts';
export { type DutyState } from './duty-states.ts';
export type { LeaseDuty } from './create-lease.ts';
export { lookForDrift, type DriftLook } from './look-for-drift.ts';
export { openStore } from './open-store.ts';
export { fullPools, type FullPool } from './full-pools.ts';
export { projectOnRecord } from './project-on-record.ts';
export { parseRowsOf, rehearseRows } from './rehearse-rows.ts';
export { sampleRows, type SampleRowsRequest } from './sample-rows.ts';
export type { Sample } from './engines/local/index.ts';
export type {
  Cell,
  ParsedRows,
  Rehearsed,
  RehearsalEnd,
  RehearsalRequest,
  RehearsalTable,
  RowThatDoesNotFit,
} from './engines/local/index.ts';
export * from './ports/index.ts';
export { isAlive, missingRoles, type MissingRole } from './presence/index.ts';
export { requestDrain, undoDrain, type DrainOutcome } from './request-drain.ts';
export { ranAlready } from './reopen-run.ts';
export type { RerunRequest } from './request-rerun.ts';
export type { RequestedRun, RunRequest } from './request-run.ts';
export {
  RUNTIME_ROLES,
  type BusSettings,
  type LeaseSettings,
  type RuntimeOptions,
  type RuntimeRole,
  type SourceSettings,
  type StoreSettings,
} from './runtime-options.ts';
export { eventIndexPath, removeEventIndex, storedEvents } from './stored-events.ts';
export { createSecrets } from './secrets/index.ts';
export type { SendOutcome } from './alert/index.ts';
export { channelChecks, tryChannel, type TriedChannel } from './try-channel.ts';
export { projectOfRemote, type GitPlace } from './sources/index.ts';
export { startRuntime, type Runtime, type RuntimeState } from './runtime.ts';
export {
  explainRun,
  REASON_SUBJECTS,
  STEP_KINDS,
  stepMessage,
  stepText,
  WHY_CODES,
  whyHelp,
  whyHelpText,
  whyMessage,
  whyPipeline,
  whyText,
  type Finding,
  type PipelineWhy,
  type ReasonSubject,
  type RunStory,
  type Step,
  type StepKind,
  type WhyCode,
} from './why/index.ts';
