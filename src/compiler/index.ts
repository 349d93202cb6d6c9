export * from './artefact/index.ts';
export type { CompilationResult } from './compilation-result.ts';
export type * from './diagnostics/index.ts';
export type { ColumnType } from './ir/index.ts';
export type { LocalColumn, LocalJob } from './targets/index.ts';
