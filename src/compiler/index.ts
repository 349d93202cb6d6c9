export type * from './artefact/index.ts';
export {
  bind,
  bindComparison,
  cursorAsTime,
  cursorMoment,
  cursorMistake,
  CURSOR_BOUNDS,
  canonicalJson,
  compileArtefact,
  compiledFromBytes,
  digest,
  digestOfAll,
  claimFactsOf,
  poolsOf,
  factsOf,
  fillSecrets,
  isTextTemplate,
  launchValues,
  mapTemplate,
} from './artefact/index.ts';
export * from './authoring.ts';
export {
  backfillCautions,
  backfillChanges,
  backfillRefusal,
  boundedArtefact,
  haveValuesInCommon,
  LARGE_BACKFILL,
  isSameBackfill,
  LARGEST_BACKFILL,
  partOfRange,
  readValueRange,
  shareOf,
  type BackfillRefusal,
  type BoundedArtefact,
  type BaseBackfill,
  type DesiredBackfill,
  type ReadValueRange,
  type ValueRange,
} from './backfills/index.ts';
export { createMemoryCache, type Cache } from './cache/index.ts';
export type { Ownership } from './owners.ts';
export { compileOutcome } from './compile-outcome.ts';
export { compileProject, type CompileProjectOptions } from './compile-project.ts';
export { countDefinitions } from './load/index.ts';
export { ProjectCompiler, type CompiledFolder } from './project-compiler.ts';
export { diagnoseCron } from './diagnose-cron.ts';
export { DELETE_REASONS, guardDeletes, heldByPolicy, type HeldDeletes } from './guard-deletes.ts';
export { describeProject, type DescribedValue, type ProjectDescription } from './describe-project.ts';
export type {
  CompilationOutcome,
  CompilationResult,
  DefinitionOutline,
  DefinitionPlace,
} from './compilation-result.ts';
export type { Rehearsal } from './rehearsal.ts';
export type * from './diagnostics/index.ts';
export {
  DIAGNOSTIC_CODES,
  didYouMean,
  groupBy,
  displayWidth,
  harmless,
  listWords,
  locateDiagnostics,
  makeDiagnostic,
  markdownCode,
  markdownLine,
  mostSevere,
  renderDiagnosticText,
  renderReport,
  textOf,
  escapeXml,
  wrapText,
  REPORT_FORMATS,
} from './diagnostics/index.ts';
export { fixProject, likelyFixes, type FixedFile, type FixedProject } from './fix/index.ts';
export { columnTypeOf, formatColumnType, RESTORE_WINDOW_MS, type ColumnType } from './ir/index.ts';
export {
  loadProject,
  loadYaml,
  findCommit,
  readCommit,
  readTreeState,
  runGit,
  type CheckedOut,
  type CommitFailure,
  type FileOwners,
  type GitOptions,
  type GitOutput,
  type LoadedDocument,
  type LoadedProject,
  type ReadCommit,
  type TreeState,
} from './load/index.ts';
export { parseColumnType } from './lower/index.ts';
export {
  definePipeline,
  parseDefinition,
  type DatasourceDefinition,
  type PipelineDefinition,
  type TestCaseDefinition,
  type TestDefinition,
  type TestExpectation,
  type TestLeaveOut,
  type TestRows,
  type TestSetting,
} from './syntax/index.ts';
export type { LocalColumn, LocalJob } from './targets/index.ts';
export { renderJob } from './targets/index.ts';
export type * from './policies/index.ts';
export { definePolicy, judgePlan } from './policies/index.ts';
export type * from './plan/index.ts';
export {
  bySeriousness,
  compareEngines,
  MEANINGS,
  pairPipelines,
  planChanges,
  planForm,
  readSavedPlan,
  readsAnew,
  REASONS,
  SAVED_PLAN_FORMAT,
  savedPlanText,
  toPlanDocument,
  toSavedPlan,
  valueChanges,
  windowClock,
} from './plan/index.ts';
export type { OutcomeOptions } from './outcome-file.ts';
export { compileAtCommit, type CommittedProject } from './compile-at-commit.ts';
export { memberOf } from './member-of.ts';
export { sideOf } from './plan-side-of.ts';
export {
  child,
  createSourceFile,
  escapeStep,
  keyOf,
  pointerSteps,
  type Location,
  type Locator,
  type Path,
  type SourceFile,
} from './text/index.ts';
export type { Text } from '../time/index.ts';
export { LONGEST_VALUE as LONGEST_PARAMETER } from './lower/index.ts';
