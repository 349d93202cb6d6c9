import { toPlanDocument, toSavedPlan, type Plan, type SavedPlan } from '../../src/compiler/index.ts';
import { openOperatorApi } from '../../src/cli/operator-api.ts';
import { applySaved } from '../../src/cli/plan/apply-saved.ts';
import { openBase } from '../../src/cli/plan/base-of.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { readVersion } from '../../src/cli/version.ts';
import type { ApplyJson } from '../../src/server/index.ts';

/** A plan of a project's folder, and what is saved of it. */
export interface FolderPlan {
  readonly plan: Plan;
  readonly saved: SavedPlan;
}

/** As `sluice plan --out` makes it: against what the store in the folder has, or a commit. */
export async function planOfFolder(
  folder: string,
  { base: ref, now = Date.now() }: { readonly base?: string; readonly now?: number } = {},
): Promise<FolderPlan> {
  await using base = await openBase(folder, { chdir: folder, ...(ref === undefined ? {} : { base: ref }) });
  const { plan, head } = await makePlan(folder, base, { environment: 'default' }, now);
  if (plan.project === undefined) throw new Error('the project has no name');
  const document = toPlanDocument(plan);
  const { project } = plan;
  return {
    plan,
    saved: toSavedPlan({ plan, document, project, pipelines: head.pipelines, sluice: readVersion() }),
  };
}

/** As `sluice apply` has it applied, to the store in the folder. */
export async function applyToFolder(folder: string, saved: SavedPlan): Promise<ApplyJson> {
  await using api = await openOperatorApi({ chdir: folder });
  return await applySaved(JSON.parse(JSON.stringify(saved)), api);
}
