import {
  judgePlan,
  type CompilationOutcome,
  type DefinitionOutline,
  type Diagnostic,
  type JudgedPlan,
  type OutcomeOptions,
  type Plan,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { BaseSide } from './plan-base.ts';
import type { PlanOwners } from './plan-owners.ts';
import { projectPlaces } from './project-places.ts';

type Policies = CompilationOutcome['policies'];

/** A plan with what policies ask for and have against it: those of the head, and approvals and rules of the base too. */
export async function judgedPlan(
  root: string,
  plan: Plan,
  head: CompilationOutcome,
  { policies: before, rules }: BaseSide,
  known: {
    readonly definitions: ReadonlyMap<string, DefinitionOutline>;
    readonly owners: PlanOwners;
    /** What policies of deletes have against it. */
    readonly found: readonly Diagnostic[];
  },
  options: OutcomeOptions,
): Promise<JudgedPlan> {
  const asked = new Set((head.policies.approval ?? []).map(saidBy));
  const baseRules = before?.rules ?? [];
  const isSame = rules?.isChanged !== true && saidBy(before?.rules) === saidBy(head.policies.rules);
  // what says the same need not be asked twice
  const files = isSame || baseRules.length === 0 ? undefined : await rules?.checkOut();
  try {
    const judged = await judgePlan({
      root,
      plan,
      policies: head.policies,
      isPipeline: (name) => known.definitions.has(name),
      owners: known.owners,
      baseApproval: (before?.approval ?? []).filter((each) => !asked.has(saidBy(each))),
      baseRules: files && { folder: files.folder, patterns: baseRules },
      found: known.found,
      language: options.language,
      places: () => projectPlaces(root, options),
    });
    const notes = before === undefined ? [] : changedPolicies(before, head.policies);
    return { ...judged, plan: { ...judged.plan, notes: [...judged.plan.notes, ...notes] } };
  } finally {
    await files?.close();
  }
}

const POLICIES = ['prune', 'maxChangedShare', 'restoreWindowMs', 'selfHeal', 'approval', 'rules'] as const;

/** What a change of the policies themselves does: a reviewer is not to find it by chance. */
function changedPolicies(before: Policies, after: Policies): readonly Message[] {
  const changed = POLICIES.filter((key) => saidBy(before[key]) !== saidBy(after[key]));
  if (changed.length === 0) return [];
  // as sluice.yaml has them
  const named = changed.map((key) => `\`${key.replace(/Ms$/, '')}\``).join(', ');
  const isKept = (key: 'approval' | 'rules'): boolean => changed.includes(key) && before[key] !== undefined;
  return [
    say`policies change: ${named}`,
    ...(isKept('approval') ? [say`approvals that the base asks for are asked for too`] : []),
    ...(isKept('rules') ? [say`rules of the base are asked too`] : []),
  ];
}

/** What a policy says, wherever it says it. */
function saidBy(policy: unknown): string {
  return JSON.stringify([policy], (key, value: unknown) => (key === 'at' ? undefined : value));
}
