import type { Scope } from '../run.ts';

/** Marks a request that its sender may repeat until it is answered, and that is done once. */
export interface AskedOnce {
  /** Chosen by the sender, one for each request; unique in a project and environment. */
  readonly key: string;
  /** Of all that is asked for: another one under the same key is another request. */
  readonly digest: string;
}

/** A request that was done. */
export interface DoneRequest extends AskedOnce {
  readonly runId: string;
  /** What became of it: a new run, one with one more attempt, or one that was not over. */
  readonly outcome: 'created' | 'reopened' | 'present';
}

/** Requests that were done, for senders that have not heard of it. They are written with what they do, by `recordFire` and `reopenRun`. */
export interface RequestStore {
  /** What was done under a key; undefined = nothing was, or that is forgotten. */
  findRequest(scope: Scope, key: string): Promise<DoneRequest | undefined>;
}
