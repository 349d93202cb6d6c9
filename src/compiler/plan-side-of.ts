import type { CompilationOutcome } from './compilation-result.ts';
import type { PlanOrigin, PlanSide } from './plan/index.ts';

/** A compilation as one side of a plan. */
export function sideOf(result: CompilationOutcome, origin: Omit<PlanOrigin, 'digest'>): PlanSide {
  const pipelines = new Map(result.pipelines.map((compiled) => [compiled.name, compiled]));
  const families = new Set(result.pipelines.map(({ family }) => family));
  const broken = (result.definitions ?? []).map(({ name }) => name);
  return {
    origin: {
      ...origin,
      // asked for by machines alone: it is made of the bytes of every artefact
      get digest() {
        return result.digest;
      },
    },
    pipelines,
    broken: new Set(broken.filter((name) => name !== '' && !pipelines.has(name) && !families.has(name))),
    incomplete: result.incomplete,
  };
}
