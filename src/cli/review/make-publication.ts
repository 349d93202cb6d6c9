import { toPlanDocument, type PlanDocument } from '../../compiler/index.ts';
import { catalogueOf, say, type Language } from '../../message/index.ts';
import { annotationsOf, type Publication } from '../../review/index.ts';
import { FailedOperation } from '../exit-code.ts';
import { refuseUndeclaredEnvironment } from '../findings.ts';
import { commitBase } from '../plan/commit-base.ts';
import { makePlan } from '../plan/make-plan.ts';
import { cacheFolder } from '../project-root.ts';
import { renderMarkdown } from '../views/plan/render-markdown.ts';
import type { GivenPlan } from './given-plan.ts';
import { branchingPoint, headCommit } from './review-base.ts';

export interface PublicationOptions {
  readonly root: string;
  readonly environment: string;
  readonly language: Language;
  /** From the root of the repository to the project. */
  readonly prefix: string;
  /** A commit to compare with in place of the branch's base. */
  readonly base: string | undefined;
  /** A plan that was made before; it is taken where it is of the same two commits. */
  readonly saved: GivenPlan | undefined;
}

/** A publication, and the files that the plan looked at. */
export interface MadePublication extends Publication {
  readonly files: readonly string[];
  /** Of a saved plan that was taken as it is. */
  readonly seal?: string;
}

/** Plans the working tree against where it leaves `base`, the newest commit of its base branch. */
export async function makePublication(base: string, options: PublicationOptions): Promise<MadePublication> {
  const { root, environment, language, prefix, saved } = options;
  const catalogue = await catalogueOf(language);
  const point = options.base ?? (await branchingPoint(root, base));
  if (saved !== undefined) await refuseOtherPlan(saved.document, root);
  const isSame = saved?.document.base.commit === point;
  const { document, files, seal } = isSame
    ? { ...saved, files: [] }
    : { ...(await plan(root, point, environment, language)), seal: undefined };
  return {
    document,
    base,
    markdown: (approvals) => renderMarkdown(document, { catalogue, ...(approvals === undefined ? {} : { approvals }) }),
    annotations: annotationsOf(document.diagnostics, prefix),
    files,
    ...(seal === undefined ? {} : { seal }),
  };
}

/** Throws a failed operation for a plan of another commit, and for one that compares with what is deployed. */
async function refuseOtherPlan({ head, base }: PlanDocument, root: string): Promise<void> {
  if (head.commit !== (await headCommit(root)))
    throw new FailedOperation(
      say`--plan is of another commit than the working tree`,
      say`make the plan of this commit, or leave --plan out`,
    );
  if (base.commit === undefined)
    throw new FailedOperation(
      say`--plan compares with what is deployed, and a review with a commit`,
      say`make it with \`sluice plan --base REF...\`, REF being the branch that is merged into; or leave --plan out`,
    );
}

async function plan(
  root: string,
  point: string,
  environment: string,
  language: Language,
): Promise<{ readonly document: PlanDocument; readonly files: readonly string[] }> {
  const options = { environment, cacheFolder: cacheFolder(root), language };
  const made = await makePlan(root, commitBase(root, point), options, Date.now());
  refuseUndeclaredEnvironment(made.head.diagnostics);
  return { document: toPlanDocument(made.plan, await catalogueOf(language)), files: made.files };
}
