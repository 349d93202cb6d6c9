import type { Artefact } from '../compiler/index.ts';
import { OperatingError } from './errors.ts';
import type { DeploymentKey, RunState, Store } from './ports/index.ts';

/** A waiting run is not on its way: the scheduler decides about it when its turn comes. */
const ON_ITS_WAY: readonly RunState[] = ['scheduled', 'claimed', 'starting', 'running', 'retry-wait'];

/**
 * Throws STORE_CONFLICT when another fire of the pipeline is on its way and its overlap policy is not
 * `allow`: two runs side by side would read from one cursor and write the same rows. For what people ask
 * for; the scheduler has its policies. A fire that is recorded in the very moment of the look is not seen.
 */
export async function refuseBesideOpen(
  store: Store,
  key: DeploymentKey,
  overlap: Artefact['pipeline']['overlap'],
  fireTime: number,
): Promise<void> {
  if (overlap === 'allow') return;
  const open = await store.openRuns(key);
  const other = open.find((run) => run.fireTime !== fireTime && ON_ITS_WAY.includes(run.state));
  if (other === undefined) return;
  throw new OperatingError(
    'STORE_CONFLICT',
    `another run of \`${key.pipeline}\` is not over (${other.id}, ${other.state})`,
    {
      retryable: true,
      help: 'wait for its end, or cancel it; a pipeline with `overlap: allow` runs side by side',
    },
  );
}
