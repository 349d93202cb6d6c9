import { windowStart } from '../../time/index.ts';
import type { Deployment } from '../ports/index.ts';
import { recordFire } from './record-fire.ts';
import { keyOf, neighbour, type Look, type ScheduledArtefact } from './scheduler-context.ts';
import { commonFireTimes } from './upstream.ts';

/** How far back successes are compared with a dependent's own record. */
const HISTORY = 100;

/** Remembers what was compared last, only to save queries: forgetting it changes nothing. */
export type DependentsMemory = Map<string, string>;

/** Fires a pipeline that runs after others, once for every fire time for which all of them succeeded. */
export async function fireDependent(
  look: Look,
  deployment: Deployment,
  artefact: ScheduledArtefact,
  memory: DependentsMemory,
): Promise<void> {
  const { store } = look.deps;
  const upstreams = artefact.pipeline.dependsOn.map((name) => neighbour(deployment, name));
  const succeeded = await Promise.all(upstreams.map((upstream) => store.succeededFireTimes(upstream, HISTORY)));
  const name = JSON.stringify(keyOf(deployment));
  const seen = JSON.stringify([deployment.generation, succeeded]);
  if (memory.get(name) === seen) return;

  const own = await store.listRuns({ ...keyOf(deployment), limit: HISTORY });
  // However often somebody has run it since: without what others have started, it would seem never to have been.
  const started = await store.listRuns({ ...keyOf(deployment), trigger: 'upstream', limit: HISTORY });
  const fireTimes = commonFireTimes(succeeded, [...own.items, ...started.items]);
  if (fireTimes.length > 0) {
    const upstream = upstreams[0] === undefined ? undefined : await store.getDeployment(upstreams[0]);
    const clockwork = upstream === undefined ? undefined : await look.artefact(upstream.artefactDigest);
    for (const fireTime of fireTimes) {
      await recordFire(look, {
        deployment,
        artefact,
        fireTime,
        previousFireTime: clockwork === undefined ? fireTime : windowStart(clockwork.pipeline.schedule, fireTime),
        trigger: 'upstream',
        caughtUp: false,
      });
    }
  }
  memory.set(name, seen);
}
