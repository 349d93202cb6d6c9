import type { DeploymentKey } from '../run.ts';

/** The incremental position of a pipeline, and what has set it. Times UTC milliseconds. */
export interface CursorRecord {
  readonly value: string;
  /** The run that has read up to it; absent = a person has set it. */
  readonly runId?: string;
  /** Of that run; where a person has set it, of the run whose position was there before, 0 where there was none. */
  readonly fireTime: number;
  readonly updatedAt: number;
}

/** A person's wish that a pipeline go on from elsewhere. */
export interface CursorChange {
  readonly key: DeploymentKey;
  /** The position that the person has seen, undefined = none: nothing is done where it is another by now. */
  readonly from: string | undefined;
  /** Undefined = it is to have none: the next run begins as the first did. */
  readonly to: string | undefined;
  /** Why, in the person's words. */
  readonly why?: string;
  readonly actor: string;
}

/** `unchanged`: it was there already. `moved`: it is not where the person saw it, and nothing was written. */
export type CursorOutcome =
  | { readonly outcome: 'changed' | 'unchanged' }
  | { readonly outcome: 'moved'; readonly found: string | undefined };

/** How far incremental pipelines have read. */
export interface CursorStore {
  /**
   * The incremental position of a pipeline: what its newest fire that succeeded with one has read up to, or where a person has put it.
   * It belongs to the name, not to a deployment: it is there also for a pipeline that was never deployed,
   * and stays when the artefact changes and when the deployment is deleted, so that it can come back.
   */
  getCursor(key: DeploymentKey): Promise<string | undefined>;
  /** The same with what has set it. */
  readCursor(key: DeploymentKey): Promise<CursorRecord | undefined>;
  /**
   * Puts a position where a person wants it, and tells it as `cursor.set` or `cursor.reset`. A run that began from another position
   * does not move it when it succeeds: what it has read does not follow on what the person has said.
   */
  changeCursor(change: CursorChange, now: number): Promise<CursorOutcome>;
}
