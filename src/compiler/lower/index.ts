export { cronDiagnostic, overDiagnostic } from './cron-diagnostic.ts';
export { effectiveValues, type EffectiveValue } from './effective-values.ts';
export { expandTables, type ExpandedPipeline } from './expand-tables.ts';
export { type EngineNames, type ProjectModel } from './lower-context.ts';
export { lowerPipeline, type LoweredPipeline } from './lower-pipeline.ts';
export { lowerProject, type LoweredProject, type PlacedValue } from './lower-project.ts';
export type { PlacedSnapshot } from './lower-snapshots.ts';
export { parseColumnType } from './parse-column-type.ts';
export { takesRunTimeValues } from './misplaced-values.ts';
