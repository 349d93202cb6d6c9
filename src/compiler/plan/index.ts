export { makeBrief } from './brief-of.ts';
export * from './compare/compare-engines.ts';
export type { JsonMap, JsonValue } from './compare/differences.ts';
export { valueDifferences, type ValueDifference } from './compare/value-differences.ts';
export { addsRows, clearedBy } from './ends/how-rows-arrive.ts';
export { loadsPeriods } from './loaded-days.ts';
export { workAt } from './member-at.ts';
export { bySeriousness, MEANINGS, type Meaning } from './meaning.ts';
export { pairPipelines, type Pair } from './pair-pipelines.ts';
export { pipelineChanges } from './pipeline-changes.ts';
export { planChanges } from './plan-changes.ts';
export {
  toPlanDocument,
  type BackfillDocument,
  type ChangeDocument,
  type DriftDocument,
  type PlanDocument,
} from './plan-document.ts';
export { planForm } from './plan-form.ts';
export type * from './plan.ts';
export { readsAnew } from './reads-anew.ts';
export type { SourceSize } from './source-size.ts';
export type * from './plan-side.ts';
export { REASONS } from './reasons/index.ts';
export * from './saved/index.ts';
export { valueChanges, type ValueChange } from './value-change.ts';
export { windowClock } from './window-clock.ts';
