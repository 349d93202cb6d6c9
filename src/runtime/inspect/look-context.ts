import type { Clock, Secrets } from '../ports/index.ts';
import type { Scrubber } from '../secrets/index.ts';

/** What a look at one datasource works with. */
export interface LookContext {
  /** Of the project: paths of datasources begin there. */
  readonly root: string;
  readonly secrets: Secrets;
  /** Knows every secret that was resolved; what a driver says goes through it. */
  readonly scrubber: Scrubber;
  readonly clock: Clock;
  /** Aborted when the time of this datasource is over, or the whole look is called off. */
  readonly signal: AbortSignal;
  readonly limits: LookLimits;
  /** How much is there is asked too, where it takes a question of its own. */
  readonly sizes: boolean;
}

/** Milliseconds. */
export interface LookLimits {
  readonly connectMs: number;
  readonly totalMs: number;
}

/** A server that answers at all does so in this time; what is slower than the second is not waited for. */
export const LOOK_LIMITS: LookLimits = { connectMs: 5_000, totalMs: 20_000 };

/** How many datasources are looked at side by side. */
export const LOOKS_AT_ONCE = 8;
