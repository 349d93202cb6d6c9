/** Lease rows, and the fences that leaders write under. */
export interface LeaseRows {
  /**
   * The time that lease rows are compared by, UTC milliseconds: the database's own where several hosts share it, so that
   * no host's clock decides who leads; else `now`.
   */
  leaseTime(now: number): Promise<number>;
  /** Lease row, for leadership without Redis; its methods take a `now` of `leaseTime`. Undefined = somebody else holds it. The fence grows with each new holder. */
  acquireLease(
    name: string,
    holder: string,
    ttlMs: number,
    now: number,
  ): Promise<{ readonly fence: number } | undefined>;
  renewLease(name: string, holder: string, fence: number, ttlMs: number, now: number): Promise<boolean>;
  releaseLease(name: string, holder: string, fence: number): Promise<void>;
  /** Gives up whatever this holder holds: for one that is known to be dead. */
  releaseLeasesOf(holder: string): Promise<void>;
  /** Raises the fence to more than any seen, and at least `atLeast`; for leases that are held elsewhere. */
  nextFence(name: string, atLeast: number): Promise<number>;
  /**
   * Who holds a lease row at `now`; undefined = nobody, or a lease that is held elsewhere. A row that would last longer than
   * twice the time to live is of a time before the clock was put back, and nobody's.
   */
  leaseHolder(name: string, ttlMs: number, now: number): Promise<string | undefined>;
  /** The newest fence seen, 0 when there was none. */
  currentFence(name: string): Promise<number>;
  /** The same of several by one statement; a name without a fence is left out. */
  currentFences(names: readonly string[]): Promise<ReadonlyMap<string, number>>;
}
