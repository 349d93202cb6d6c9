import type { DeploymentKey, Scope } from '../run.ts';

/** What can be wrong, or open, with a pipeline and cannot be computed from what else is on record. */
export const FOUND_CONDITION_TYPES = ['stalled', 'delete-held', 'restored', 'drifted'] as const;
/** One of {@link FOUND_CONDITION_TYPES}. */
export type FoundConditionType = (typeof FOUND_CONDITION_TYPES)[number];

/** {@link FOUND_CONDITION_TYPES}, and what a person wants of it. */
export const CONDITION_TYPES = [...FOUND_CONDITION_TYPES, 'paused', 'pinned'] as const;
/** One of {@link CONDITION_TYPES}. */
export type ConditionType = (typeof CONDITION_TYPES)[number];

/** A condition as a room has found it. */
export interface FoundCondition {
  readonly pipeline: string;
  /** Tells several of one type apart, as drifts of several jobs; empty where a pipeline has one at most. */
  readonly subject: string;
  /** A reason constant. */
  readonly reason: string;
  /** For people, in English. */
  readonly message: string;
  /** Of the deployment when it was found; 0 where there was none. */
  readonly generation: number;
  /** Names and numbers beside it; no secret. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** A condition on record. It is there while it holds; its beginning and its end are events. */
export interface Condition extends DeploymentKey, FoundCondition {
  readonly type: ConditionType;
  /** Since when it holds for this reason; UTC milliseconds. */
  readonly since: number;
}

/** What {@link ConditionStore.setConditions} has changed. */
export interface ConditionChanges {
  readonly began: readonly Condition[];
  readonly ended: readonly Condition[];
}

/** Conditions of pipelines. */
export interface ConditionStore {
  listConditions(filter: {
    readonly project: string;
    readonly environment: string;
    readonly pipeline?: string;
  }): Promise<readonly Condition[]>;
  /**
   * Makes the conditions of one type in an environment what was found: level-triggered. One that begins, ends or has another
   * reason is an event; other words for the same reason are kept without one.
   */
  setConditions(
    fence: number,
    place: Scope,
    type: FoundConditionType,
    found: readonly FoundCondition[],
    now: number,
  ): Promise<ConditionChanges>;
}
