export type * from './artefact/index.ts';
export type { CompilationResult } from './compilation-result.ts';
export type * from './diagnostics/index.ts';
