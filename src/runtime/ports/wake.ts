/**
 * An in-process nudge. It carries nothing: whoever wakes looks at the store. A nudge that comes while
 * nobody waits is kept, so that a change between a look and a wait is not slept over.
 */
export interface Wake {
  wake(): void;
  /** Resolves when nudged (true), after `ms`, or at once when the signal is aborted; never rejects. */
  wait(ms: number, signal: AbortSignal): Promise<boolean>;
}
