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
  /** Runs for as long as the process wants to lead. Calls back on every gain and loss, in order. */
  hold(
    signal: AbortSignal,
    changed: (state: { readonly held: boolean; readonly fence?: number; readonly reason: string }) => void,
  ): Promise<void>;
}
