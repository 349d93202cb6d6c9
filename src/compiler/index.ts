export type * from './artefact/index.ts';
export {
  bind,
  canonicalJson,
  compileArtefact,
  digest,
  fillSecrets,
  isTextTemplate,
  launchValues,
  mapTemplate,
} from './artefact/index.ts';
export { compileProject, type CompileProjectOptions } from './compile-project.ts';
export type { CompilationResult } from './compilation-result.ts';
export type * from './diagnostics/index.ts';
export { DIAGNOSTIC_CODES, didYouMean, renderDiagnosticText } from './diagnostics/index.ts';
export { formatColumnType, type ColumnType } from './ir/index.ts';
export { loadProject, type LoadedProject } from './load/index.ts';
export { parseColumnType } from './lower/index.ts';
export { definePipeline, type DatasourceDefinition, type PipelineDefinition } from './syntax/index.ts';
export type { LocalColumn, LocalJob } from './targets/index.ts';
export { renderJob } from './targets/index.ts';
export type * from './plan/index.ts';
export { compareEngines } from './plan/index.ts';
export { createSourceFile, type SourceFile } from './text/index.ts';
