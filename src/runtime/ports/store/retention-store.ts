import type { Scope } from '../run.ts';

/** What is forgotten of runs, and how much of it at once. */
export interface Forgetting {
  readonly scope: Scope;
  /** Runs that ended before this, UTC milliseconds. */
  readonly before: number;
  /** So many of the latest fires of each pipeline are kept whatever their age. */
  readonly keepLast: number;
  /** Rows of one transaction, about. */
  readonly limit: number;
}

/** Forgets runs of long ago. The audit is never forgotten. All methods are the leader's. */
export interface RetentionStore {
  /**
   * Removes runs with their attempts: of each pipeline from its earliest fire on, up to the first that is to be kept, so that no
   * fire before one on record is taken for one that never was. The last that an upstream has started stays in any case. Returns
   * how many; at `limit` there may be more.
   */
  forgetRuns(fence: number, forgetting: Forgetting): Promise<number>;
  /**
   * Removes published events of `sluice.runs` from before `before`: only what a head record tells of, together with that record,
   * and never the newest record, so that what is left can be verified from the oldest one on. Returns how many; above 0 there
   * may be more.
   */
  forgetRunEvents(fence: number, forgetting: Pick<Forgetting, 'scope' | 'before'>): Promise<number>;
  /**
   * Removes backfills that ended before `before`, a few fires at a time; those of files stay. Returns how many rows; above 0 there may
   * be more.
   */
  forgetBackfills(fence: number, forgetting: Omit<Forgetting, 'keepLast'>): Promise<number>;
  /** Removes requests that were done before `before`. Returns how many; at `limit` there may be more. */
  forgetRequests(fence: number, forgetting: Omit<Forgetting, 'keepLast'>): Promise<number>;
}
