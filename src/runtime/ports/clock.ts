/** Time, as the runtime may know it. Nothing in `runtime/` reads a clock or sets a timer otherwise. */
export interface Clock {
  /** Wall clock, UTC milliseconds. */
  now(): number;
  /** Milliseconds that only grow; for leases and time-outs. */
  monotonic(): number;
  /** Resolves after `ms`, or at once when the signal is aborted (it never rejects). */
  sleep(ms: number, signal?: AbortSignal): Promise<void>;
}

/** Randomness, as the runtime may have it. */
export interface Random {
  /** Lower-case hex digits. */
  hex(digits: number): string;
  /** From 0 inclusive to 1 exclusive. */
  fraction(): number;
  /** An id that sorts by creation time: 26 characters, Crockford base 32 (ULID). */
  id(now: number): string;
}
