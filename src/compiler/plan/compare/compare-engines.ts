import type { Artefact, ArtefactEngine, CompiledArtefact } from '../../artefact/index.ts';
import type { LocatedDiagnostic } from '../../diagnostics/index.ts';
import { renderJob, showSyncJob } from '../../targets/index.ts';
import type { JsonValue } from './differences.ts';
import { valueDifferences, type ValueDifference } from './value-differences.ts';

/** An engine as a comparison names it. */
export interface ComparedEngine {
  readonly name: string;
  readonly type: string;
  readonly version?: string;
}

/** One pipeline's job on its own engine, beside its job on another. */
export interface PipelineComparison {
  readonly pipeline: string;
  readonly from: ComparedEngine;
  /** `refused`: the other engine cannot do it; `diagnostics` name what. */
  readonly status: 'same' | 'differs' | 'refused';
  readonly differences: readonly ValueDifference[];
  readonly diagnostics: readonly LocatedDiagnostic[];
}

/** The jobs of one project, as {@link compareEngines} looks at them. */
export interface ComparedSide {
  readonly pipelines: readonly CompiledArtefact[];
  /** Everything found in one pipeline. */
  diagnosticsOf(pipeline: string): readonly LocatedDiagnostic[];
}

/**
 * What becomes of every pipeline on another engine, sorted by name. Commands are left out: they run on no
 * engine. Secrets stay references.
 */
export function compareEngines(own: ComparedSide, other: ComparedSide): PipelineComparison[] {
  const onOther = new Map(other.pipelines.map(({ artefact }) => [artefact.pipeline.name, artefact]));
  return own.pipelines
    .filter(({ artefact }) => artefact.engine.type !== 'command')
    .map(({ artefact }) => {
      const pipeline = artefact.pipeline.name;
      const from = comparedEngine(artefact.engine);
      const diagnostics = foundIn(other, artefact);
      const twin = onOther.get(pipeline);
      if (twin === undefined) return { pipeline, from, status: 'refused', differences: [], diagnostics };
      const differences = jobDifferences(artefact, twin);
      return { pipeline, from, status: differences.length === 0 ? 'same' : 'differs', differences, diagnostics };
    });
}

/** Of a pipeline that was never made there, what was found in the definition of its family. */
function foundIn(side: ComparedSide, { pipeline }: Artefact): readonly LocatedDiagnostic[] {
  const own = side.diagnosticsOf(pipeline.name);
  return own.length > 0 || pipeline.family === undefined ? own : side.diagnosticsOf(pipeline.family);
}

/** An engine's name, type and version. */
export function comparedEngine({ name, type, version }: ArtefactEngine): ComparedEngine {
  return { name, type, ...(version === undefined ? {} : { version }) };
}

/** Jobs of FlinkX and ChunJun are of one shape; any other pair is two texts. */
function jobDifferences(own: Artefact, other: Artefact): ValueDifference[] {
  const [job, otherJob] = [showSyncJob(own), showSyncJob(other)];
  // with the holes shown as text nothing but JSON is left
  if (job && otherJob) return valueDifferences(job as JsonValue, otherJob as JsonValue);
  const [before, after] = [renderJob(own), renderJob(other)];
  return before === after ? [] : [{ path: other.job.file, before, after }];
}
