import {
  judgePlan,
  type CompilationOutcome,
  type LocatedDiagnostic,
  type OutcomeOptions,
  type Plan,
} from '../compiler/index.ts';
import { projectPlaces } from './plan/project-places.ts';

/** What rules have against a change is a matter of plans. */
const VIOLATION = 'SL1303';

/** What a check finds, with what is wrong with the project's rules: they are asked about a plan in which nothing changes. */
export async function withRuleFindings(
  root: string,
  { project, environment, pipelines, policies, diagnostics }: CompilationOutcome,
  options: OutcomeOptions,
): Promise<readonly LocatedDiagnostic[]> {
  if (policies.rules === undefined) return diagnostics;
  const same = { kind: 'folder', digest: '' } as const;
  const plan: Plan = {
    project,
    environment,
    base: same,
    head: same,
    now: 0,
    changes: [],
    unchanged: pipelines.length,
    broken: [],
    notes: [],
    diagnostics,
  };
  const names = new Set(pipelines.map(({ name }) => name));
  const judged = await judgePlan({
    root,
    plan,
    policies: { ...policies, approval: [] },
    isPipeline: (name) => names.has(name),
    owners: { askedOf: () => [], ownersBefore: () => [] },
    language: options.language,
    places: () => projectPlaces(root, options),
  });
  return judged.plan.diagnostics.filter(({ code }) => code !== VIOLATION);
}
