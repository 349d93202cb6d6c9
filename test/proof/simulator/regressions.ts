/** A history in which something was wrong once. */
export interface Regression {
  readonly seed: number;
  /** What was wrong. */
  readonly was: string;
}

/**
 * Seeds of the runtime profile that fell, and what was mended then. A change of the simulator makes other histories of
 * them: they are run always all the same, and what must not come back has a test of its own beside its code.
 */
export const REGRESSIONS: readonly Regression[] = [];
