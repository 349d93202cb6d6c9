/**
 * Sluice as a library: write pipelines in TypeScript, compile a project, read what came of it.
 * @module
 */
export { compileProject, definePipeline } from './compiler/index.ts';
export type {
  Artefact,
  CompilationResult,
  CompiledArtefact,
  CompileProjectOptions,
  LocatedDiagnostic,
  PipelineDefinition,
} from './compiler/index.ts';
