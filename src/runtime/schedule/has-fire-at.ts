import { nextFireTime } from '../../time/index.ts';
import type { DeploymentKey } from '../ports/index.ts';
import { keyOf, neighbour, type Look } from './scheduler-context.ts';

/**
 * Whether a pipeline has a fire of that time, on record or by its clock: of one without a schedule, where all of its upstreams have, or
 * any is enough and one has.
 */
export async function hasFireAt(look: Look, key: DeploymentKey, fireTime: number): Promise<boolean> {
  const { store } = look.deps;
  const [run] = await store.newestRunsIn(key, [{ pipeline: key.pipeline, after: fireTime - 1, upTo: fireTime }]);
  if (run !== undefined) return true;
  const deployment = await store.getDeployment(key);
  if (deployment === undefined || deployment.state !== 'active') return false;
  const pipeline = (await look.artefact(deployment.artefactDigest))?.pipeline;
  if (pipeline === undefined) return false;
  if (pipeline.schedule.kind !== 'upstream') return nextFireTime(pipeline.schedule, fireTime - 1) === fireTime;
  const isEnough = pipeline.upstreamPolicy?.any === true;
  for (const name of pipeline.dependsOn) {
    if ((await hasFireAt(look, neighbour(keyOf(deployment), name), fireTime)) === isEnough) return isEnough;
  }
  return !isEnough;
}
