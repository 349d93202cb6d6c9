import type { CompiledArtefact, PlanSide } from '../../compiler/index.ts';

/** A side with the head's own artefacts where both have the same: a plan does not look at those. */
export function withShared(side: PlanSide, head: readonly CompiledArtefact[]): PlanSide {
  const pipelines = new Map(side.pipelines);
  for (const compiled of head) {
    const own = pipelines.get(compiled.name);
    if (own !== undefined && own.digest === compiled.digest) pipelines.set(compiled.name, compiled);
  }
  return { ...side, pipelines };
}
