import type { DutyState } from '../duty-states.ts';
import type { DeploymentKey, Store } from '../ports/index.ts';
import { explainPipeline, type Finding } from './explain-pipeline.ts';
import { gatherFacts, surroundingsOf } from './gather-facts.ts';
import type { SchedulerLease } from './why-facts.ts';

/** Why a pipeline did, or did not, run. */
export interface PipelineWhy {
  /** UTC milliseconds. */
  readonly now: number;
  /** The first is the answer. */
  readonly findings: readonly Finding[];
}

/**
 * Reads the record and says why a pipeline did or did not run.
 *
 * @param fireTime The fire that is asked about, UTC milliseconds; undefined = the newest on record.
 * @param duties Who holds the leases; empty where nobody can be asked. Throws what the store throws.
 */
export async function whyPipeline(
  store: Store,
  key: DeploymentKey,
  fireTime: number | undefined,
  duties: readonly DutyState[],
  now: number,
): Promise<PipelineWhy> {
  const surroundings = await surroundingsOf(store, key, schedulerOf(duties), now);
  return { now, findings: explainPipeline(await gatherFacts(store, key, fireTime, surroundings)) };
}

function schedulerOf(duties: readonly DutyState[]): SchedulerLease {
  const duty = duties.find((each) => each.duty === 'scheduler');
  if (duty === undefined) return { state: 'not-asked' };
  if (duty.unanswered !== undefined) return { state: 'unanswered', why: duty.unanswered };
  return { state: duty.here || duty.holder !== undefined ? 'held' : 'nobody' };
}
