import { atMost, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { clearingStatement } from './clearing-statement.ts';
import { columnName } from './column-name.ts';
import { columnDetails } from './column-details.ts';
import { columnsForTheReader } from './columns-for-the-reader.ts';
import { columnReferences } from './column-references.ts';
import { cursorOrder } from './cursor-order.ts';
import { cursorPrecision } from './cursor-precision.ts';
import { eightBits } from './eight-bits.ts';
import { keyIndex } from './key-index.ts';
import { nullableCursor } from './nullable-cursor.ts';
import { optionColumns } from './option-columns.ts';
import { ownSource } from './own-source.ts';
import { repeatedLoad } from './repeated-load.ts';
import { requiredColumns } from './required-columns.ts';
import { snapshotColumns } from './snapshot-columns.ts';
import { snapshotTables } from './snapshot-tables.ts';
import { tableCycle } from './table-cycle.ts';
import { twoWriters } from './two-writers.ts';
import { typeNarrowing } from './type-narrowing.ts';
import { unusedDatasource } from './unused-datasource.ts';
import { unusedEngine } from './unused-engine.ts';
import { unmetExpectation } from './unmet-expectation.ts';
import { unusedParameter } from './unused-parameter.ts';
import { commandSettings } from './command-settings.ts';
import { connectorFields } from './connector-fields.ts';
import { connectorOnEngine } from './connector-on-engine.ts';
import { cronBurst } from './cron-burst.ts';
import { cronGenerations } from './cron-generations.ts';
import { connectorOptions } from './connector-options.ts';
import { continuousSchedule } from './continuous-schedule.ts';
import { datasourceFields } from './datasource-fields.ts';
import { datasourceProtocol } from './datasource-protocol.ts';
import { daylightSaving } from './daylight-saving.ts';
import { dateFormatOption } from './date-format-option.ts';
import { dependencyCycle } from './dependency-cycle.ts';
import { dirtyRows } from './dirty-rows.ts';
import { duplicatePipelineName } from './duplicate-pipeline-name.ts';
import { endlessSource } from './endless-source.ts';
import { engineAddress } from './engine-address.ts';
import { engineFields } from './engine-fields.ts';
import { engineMode } from './engine-mode.ts';
import { engineTakesWork } from './engine-takes-work.ts';
import { engineVersion } from './engine-version.ts';
import { escapedDelimiter } from './escaped-delimiter.ts';
import { foreignPlaceholder } from './foreign-placeholder.ts';
import { comparableEnds } from './comparable-ends.ts';
import { expectationJudged } from './expectation-judged.ts';
import { fileFormat } from './file-format.ts';
import { frozenForEver } from './frozen-for-ever.ts';
import { frequentJobs } from './frequent-jobs.ts';
import { idleFreeze } from './idle-freeze.ts';
import { idleSettings } from './idle-settings.ts';
import { incrementalColumn } from './incremental-column.ts';
import { localAddress } from './local-address.ts';
import { mapsIntoColumns } from './maps-into-columns.ts';
import { maximumParallelism } from './maximum-parallelism.ts';
import { movedFromExisting } from './moved-from-existing.ts';
import { movedFromItself } from './moved-from-itself.ts';
import { movedFromMember } from './moved-from-member.ts';
import { movedTwice } from './moved-twice.ts';
import { onlyExistingRows } from './only-existing-rows.ts';
import { optionPairs } from './option-pairs.ts';
import { orcPlaces } from './orc-places.ts';
import { overwriteStream } from './overwrite-stream.ts';
import { parallelSplit } from './parallel-split.ts';
import { partitionByClock } from './partition-by-clock.ts';
import { resumeSupport } from './resume-support.ts';
import { pluginCaution } from './plugin-caution.ts';
import { pluginOnVersion } from './plugin-on-version.ts';
import { retryDuplicates } from './retry-duplicates.ts';
import type { CheckedProject, PipelineRule, ProjectRule, RuleContext } from './rule.ts';
import { runOutlastsInterval } from './run-outlasts-interval.ts';
import { schedulesThatMeet } from './schedules-that-meet.ts';
import { settingOptions } from './setting-options.ts';
import { sinkColumns } from './sink-columns.ts';
import { skippedPeriods } from './skipped-periods.ts';
import { syncTransform } from './sync-transform.ts';
import { tablePattern } from './table-pattern.ts';
import { streamRestores } from './stream-restores.ts';
import { suspectPlugin } from './suspect-plugin.ts';
import { startPoint } from './start-point.ts';
import { unevenStep } from './uneven-step.ts';
import { unknownDependency } from './unknown-dependency.ts';
import { unknownParameter } from './unknown-parameter.ts';
import { upstreamWithoutFires } from './upstream-without-fires.ts';
import { valueBeginning } from './value-beginning.ts';
import { weekdayNumbers } from './weekday-numbers.ts';
import { writeMode } from './write-mode.ts';

/** The rules of one pipeline. A new rule is a file and a line here. */
export const PIPELINE_RULES: readonly PipelineRule[] = [
  engineVersion,
  engineMode,
  engineAddress,
  engineFields,
  localAddress,
  engineTakesWork,
  commandSettings,
  expectationJudged,
  comparableEnds,
  continuousSchedule,
  cronBurst,
  frequentJobs,
  frozenForEver,
  skippedPeriods,
  daylightSaving,
  cronGenerations,
  weekdayNumbers,
  unevenStep,
  runOutlastsInterval,
  connectorOnEngine,
  pluginOnVersion,
  connectorFields,
  tablePattern,
  datasourceFields,
  datasourceProtocol,
  connectorOptions,
  settingOptions,
  idleSettings,
  syncTransform,
  optionPairs,
  suspectPlugin,
  writeMode,
  onlyExistingRows,
  sinkColumns,
  columnDetails,
  columnName,
  columnsForTheReader,
  snapshotTables,
  snapshotColumns,
  requiredColumns,
  keyIndex,
  columnReferences,
  optionColumns,
  typeNarrowing,
  eightBits,
  ownSource,
  parallelSplit,
  incrementalColumn,
  cursorPrecision,
  nullableCursor,
  resumeSupport,
  streamRestores,
  endlessSource,
  startPoint,
  dateFormatOption,
  pluginCaution,
  mapsIntoColumns,
  foreignPlaceholder,
  fileFormat,
  orcPlaces,
  escapedDelimiter,
  valueBeginning,
  partitionByClock,
  overwriteStream,
  maximumParallelism,
  dirtyRows,
  retryDuplicates,
  repeatedLoad,
  unmetExpectation,
  clearingStatement,
];

/** The rules that need all pipelines. */
export const PROJECT_RULES: readonly ProjectRule[] = [
  duplicatePipelineName,
  movedFromItself,
  movedFromMember,
  movedFromExisting,
  movedTwice,
  unknownDependency,
  dependencyCycle,
  upstreamWithoutFires,
  schedulesThatMeet,
  unknownParameter,
  cursorOrder,
  twoWriters,
  tableCycle,
  unusedDatasource,
  unusedEngine,
  idleFreeze,
  unusedParameter,
];

/** All findings of all rules on one pipeline. */
export function checkPipeline(pipeline: PipelineNode, context: RuleContext): Diagnostic[] {
  return PIPELINE_RULES.flatMap((rule) => atMost(rule.check(pipeline, context)));
}

/** All findings of the rules across pipelines. */
export function checkProject(project: CheckedProject): Diagnostic[] {
  return PROJECT_RULES.flatMap((rule) => [...rule.check(project)]);
}
