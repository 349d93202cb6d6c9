/** A fixed time to look for fires from, UTC milliseconds: what is said of a schedule must not depend on a clock. */
export const EPOCH_2026 = Date.UTC(2026, 0, 1);
