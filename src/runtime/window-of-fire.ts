import type { CompiledArtefact, NormalisedPipeline } from '../compiler/index.ts';
import { windowStart } from '../time/index.ts';
import type { DeploymentKey, Store } from './ports/index.ts';

/**
 * Where the window of a fire begins that a person asks for, UTC milliseconds: by the clock of the pipeline, or where it has none by the
 * first upstream's run of that fire, or by that upstream's clock. An upstream that was never deployed is taken from `compiled`, what is
 * compiled with the pipeline. The fire itself where nobody says it.
 */
export async function windowOfFire(
  store: Pick<Store, 'getDeployment' | 'getArtefact' | 'findRun'>,
  key: DeploymentKey,
  pipeline: Pick<NormalisedPipeline, 'schedule' | 'dependsOn'>,
  fireTime: number,
  compiled: readonly CompiledArtefact[] = [],
): Promise<number> {
  const seen = new Set<string>();
  let asked = pipeline;
  while (asked.schedule.kind === 'upstream') {
    const [first] = asked.dependsOn;
    if (first === undefined || seen.has(first)) return fireTime;
    seen.add(first);
    const upstream = { ...key, pipeline: first };
    const run = await store.findRun(upstream, fireTime);
    if (run !== undefined) return run.previousFireTime;
    const deployment = await store.getDeployment(upstream);
    const stored = deployment === undefined ? undefined : await store.getArtefact(deployment.artefactDigest);
    const above = stored ?? compiled.find(({ artefact }) => artefact.pipeline.name === first);
    if (above === undefined) return fireTime;
    asked = above.artefact.pipeline;
  }
  return windowStart(asked.schedule, fireTime);
}
