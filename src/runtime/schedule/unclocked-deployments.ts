import { isClockSchedule, nextFireTime, type Schedule } from '../../time/index.ts';
import type { Deployment } from '../ports/index.ts';
import type { Look } from './scheduler-context.ts';

/** How long the list is good when nobody says that deployments have changed (roles in several processes). */
const GOOD_FOR_MS = 10_000;

/**
 * The deployments that no due time brings up: those that run after others, or a while after themselves;
 * and those that had come to the end of their calendar in a process of an older build, which knew fewer of its days.
 * Ten thousand clocked ones are not read for the sake of a few of these; whoever acts on one reads it again first.
 */
export class UnclockedDeployments {
  #known: readonly Deployment[] = [];
  #goodUntil = Number.NEGATIVE_INFINITY;

  /** Deployments have changed. */
  forget(): void {
    this.#goodUntil = Number.NEGATIVE_INFINITY;
  }

  async list(look: Look): Promise<readonly Deployment[]> {
    const { store, scope, clock } = look.deps;
    if (clock.monotonic() < this.#goodUntil) return this.#known;
    const found: Deployment[] = [];
    for (const deployment of await store.unclockedDeployments(scope)) {
      const schedule = (await look.artefact(deployment.artefactDigest))?.pipeline.schedule;
      if (schedule === undefined) continue;
      if (schedule.kind === 'upstream' || schedule.kind === 'after' || fireAfterEnd(deployment, schedule) !== undefined)
        found.push(deployment);
    }
    this.#known = found;
    this.#goodUntil = clock.monotonic() + GOOD_FOR_MS;
    return found;
  }
}

/** The fire that follows the last of a deployment whose calendar had ended; undefined where there is none, or no calendar. */
export function fireAfterEnd({ lastFireTime }: Deployment, schedule: Schedule): number | undefined {
  if (!isClockSchedule(schedule) || schedule.calendar === undefined) return undefined;
  return lastFireTime === undefined ? undefined : nextFireTime(schedule, lastFireTime);
}
