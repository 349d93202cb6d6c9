import { digest } from '../../compiler/index.ts';
import type { Scope } from './run.ts';

/** As long as a name may be in the store. */
const LONGEST_NAME = 128;

/**
 * The lease of who leads a scope, and of its fence: those who share a store and serve something else have others.
 * Names of projects and environments have neither `:` nor `/`.
 */
export function leaderLease(scope: Scope): string {
  return ofScope('leader', scope);
}

/**
 * The lease of who schedules a scope, and of its fence. One of its own, so that a process may schedule where another one
 * reconciles: each role is somebody's alone.
 */
export function schedulerLease(scope: Scope): string {
  return ofScope('scheduler', scope);
}

function ofScope(duty: string, { project, environment }: Scope): string {
  const name = `${duty}:${project}/${environment}`;
  return name.length <= LONGEST_NAME ? name : `${duty}:${digest(name)}`;
}

/**
 * The lease of who publishes: one for the whole store, as its events are one table and those of a chain have one order.
 */
export const RELAY_LEASE = 'relay';

/**
 * Leadership. `hold` tries to acquire and, once held, keeps renewing until the signal is aborted.
 * Leadership counts as lost when two thirds of the time to live have passed on the monotonic clock
 * without a successful renewal.
 */
export interface Lease {
  /** True while this process leads by its own monotonic clock. */
  readonly held: boolean;
  /** The fence of the present term; undefined when not held. */
  readonly fence: number | undefined;
  /**
   * Who holds it now, this process or another one; undefined = nobody. It may be asked without `hold`.
   * Throws LEASE_UNREACHABLE, also when the answer takes too long.
   */
  holder(): Promise<string | undefined>;
  /** Runs for as long as the process wants to lead. Calls back on every gain and loss, in order. */
  hold(
    signal: AbortSignal,
    changed: (state: { readonly held: boolean; readonly fence?: number; readonly reason: string }) => void,
  ): Promise<void>;
}
