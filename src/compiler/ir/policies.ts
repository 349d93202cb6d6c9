import type { Location } from '../text/index.ts';

/** What a project allows, asks for and forbids: `policies` of sluice.yaml. */
export interface ProjectPolicies {
  /** What becomes of a deployment whose pipeline is gone. */
  readonly prune: 'never' | 'confirm' | 'auto';
  /** Share of the deployments that `confirm` deletes at once, 0 to 1. */
  readonly maxChangedShare: number;
  /** Where sluice.yaml says the share; absent where it says none. */
  readonly shareAt?: Location;
  /** What the daemon heals by itself; absent = nothing. `record`: rows of the store that somebody has edited. */
  readonly selfHeal?: 'record';
  /** How long a deleted deployment can be restored, in milliseconds; absent = {@link RESTORE_WINDOW_MS}. */
  readonly restoreWindowMs?: number;
  /** Whose approval which changes need; absent = none. */
  readonly approval?: readonly ApprovalPolicy[];
  /** The project's own rules; absent = none. */
  readonly rules?: readonly RulePattern[];
}

/** How long a deleted deployment can be restored where nothing else is said: 7 days. */
export const RESTORE_WINDOW_MS = 7 * 86_400_000;

/** Changes of one of these meanings need the approval of one of those people. */
export interface ApprovalPolicy {
  readonly meaning: readonly ApprovedMeaning[];
  /** Logins and teams as CODEOWNERS writes them; `owner` is whoever owns the changed pipeline. */
  readonly by: readonly string[];
  /** Only in plans of these environments; absent = in all of them. */
  readonly environments?: readonly string[];
  readonly at: Location;
}

/** Files with rules: `policies/*.ts`. */
export interface RulePattern {
  readonly pattern: string;
  readonly at: Location;
}

/** What a change may mean (`Meaning` of the plan). */
export type ApprovedMeaning =
  | 'destructive'
  | 'state-breaking'
  | 'data-affecting'
  | 'schedule'
  | 'resource'
  | 'cosmetic';
