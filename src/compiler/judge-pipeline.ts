import { compileArtefact, type CompiledArtefact } from './artefact/index.ts';
import { checkPipeline, type RuleContext } from './check/index.ts';
import type { Connector } from './connectors/index.ts';
import type { Diagnostic } from './diagnostics/index.ts';
import { comparisonOf } from './comparison-of.ts';
import { emitJob } from './emit-job.ts';
import type { PipelineNode } from './ir/index.ts';
import type { ProjectModel } from './lower/index.ts';
import { artefactOf } from './normalise-pipeline.ts';
import { isWithin } from './text/index.ts';

/** What the rules of one pipeline find, and its job. */
export interface JudgedPipeline {
  readonly found: readonly Diagnostic[];
  /** Prints it, once. */
  emit(model: ProjectModel): { readonly compiled?: CompiledArtefact; readonly diagnostics: readonly Diagnostic[] };
}

/** Made of the pipeline and the model alone. */
export function judgePipeline(
  node: PipelineNode,
  said: readonly Diagnostic[],
  context: RuleContext,
  connectors: ReadonlyMap<string, Connector>,
): JudgedPipeline {
  let printed: ReturnType<JudgedPipeline['emit']> | undefined;
  return {
    // One cause, one error: of a place that is wrong already no rule has anything to say. A warning hides no error.
    found: checkPipeline(node, context).filter(
      (finding) => !said.some((other) => (isError(other) || !isError(finding)) && isWithin(finding.at, other.at)),
    ),
    emit: (model) => (printed ??= printPipeline(node, model, connectors)),
  };
}

function printPipeline(
  node: PipelineNode,
  model: ProjectModel,
  connectors: ReadonlyMap<string, Connector>,
): ReturnType<JudgedPipeline['emit']> {
  const { job, typesTaken, diagnostics } = emitJob(node, connectors);
  if (job === undefined || diagnostics.some(isError)) return { diagnostics };
  const asked = comparisonOf(node, connectors);
  if ('problem' in asked) return { diagnostics: [...diagnostics, asked.problem] };
  return { compiled: compileArtefact(artefactOf(node, job, model, typesTaken, asked.comparison)), diagnostics };
}

function isError(diagnostic: Diagnostic): boolean {
  return diagnostic.severity === 'error';
}
