/**
 * Sluice as a library: write pipelines and rules in TypeScript, compile a project, read what came of it.
 * @module
 */
export { compileProject, definePipeline, definePolicy } from './compiler/index.ts';
export type {
  Artefact,
  ChangeDocument,
  CompilationResult,
  CompiledArtefact,
  CompileProjectOptions,
  LocatedDiagnostic,
  PipelineDefinition,
  PlanDocument,
  Policy,
  PolicyViolation,
} from './compiler/index.ts';
