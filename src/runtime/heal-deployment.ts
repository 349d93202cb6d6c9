import type { Clock, DeploymentKey, Store } from './ports/index.ts';
import { clockAfter } from './reconcile/index.ts';

/**
 * Makes a deployment whose row somebody has edited what its last event says, with a clock that goes on from its last fire. False
 * where there is nothing to heal, or nothing to heal it with. Throws what the store throws.
 */
export async function healDeployment(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  fence: number,
  key: DeploymentKey,
): Promise<boolean> {
  const { project, environment, pipeline } = key;
  const recorded = (await store.deploymentsByEvents({ project, environment }, [pipeline])).get(pipeline);
  const deployment = await store.getDeployment(key);
  const compiled = recorded && (await store.getArtefact(recorded.artefactDigest));
  if (compiled === undefined) return false;
  const nextFireTime = clockAfter(compiled, { deployment, artefact: undefined }, clock.now());
  return store.healDeployment(fence, key, nextFireTime, clock.now());
}
