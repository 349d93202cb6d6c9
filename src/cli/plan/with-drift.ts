import type { Drift, Plan } from '../../compiler/index.ts';
import type { Message } from '../../message/index.ts';

/** What engines really run, as a plan tells it. */
export interface LiveDrift {
  readonly drift: readonly Drift[];
  /** What could not be looked at. */
  readonly notes: readonly Message[];
}

/** The plan, and beside what changes what engines run otherwise than is on record. */
export function withDrift(plan: Plan, { drift, notes }: LiveDrift): Plan {
  return { ...plan, drift, notes: [...plan.notes, ...notes] };
}
