import type { PlanDocument } from '../plan/index.ts';

/** What a rule has against a change. */
export interface PolicyViolation {
  /** The pipeline that it is about, of the plan or of the project; left out, it is about the plan as a whole. */
  readonly pipeline?: string;
  /** What is wrong, in one sentence that stands alone. */
  readonly message: string;
  /** An `error` fails plan and review, as when it is left out; a `warning` and an `info` are shown. */
  readonly severity?: 'error' | 'warning' | 'info';
  /** JSON Pointer to the value it is about, as in `values` of a change: `/schedule/cron`, `/source/columns/id/type`. */
  readonly path?: string;
}

/**
 * A rule of a project (`policies.rules` of sluice.yaml): a pure function of a plan. The plan is read-only, and its words are
 * English whatever language is asked for.
 */
export type Policy = (plan: PlanDocument) => readonly PolicyViolation[];

/**
 * Marks a function as a rule, for the editor's sake: it is returned as it is.
 *
 * @example
 * export default definePolicy(({ changes }) =>
 *   changes
 *     .filter(({ meaning, owner }) => meaning.includes('destructive') && owner === null)
 *     .map(({ pipeline }) => ({ pipeline, message: 'nobody owns it, so nobody may remove it' })),
 * )
 */
export function definePolicy(rule: Policy): Policy {
  return rule;
}
