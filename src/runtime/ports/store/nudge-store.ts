import type { Scope } from '../run.ts';

/** How a process that serves HTTP tells the leader, which may be another one, to look at its source. */
export interface NudgeStore {
  /** Counts one more. No event: it changes nothing, and what it brings about is told. */
  nudgeSource(scope: Scope): Promise<void>;
  /** How often it was nudged, ever. */
  sourceNudges(scope: Scope): Promise<number>;
}
