import { compileArtefact, readSavedPlan, type CompiledArtefact, type SavedPlan } from '../compiler/index.ts';
import { wordsOf } from '../message/index.ts';
import { OperatingError } from './errors.ts';
import type {
  Clock,
  Deployment,
  DeploymentChange,
  DeploymentKey,
  ReviewedChanges,
  Scope,
  StateDifference,
  Store,
} from './ports/index.ts';
import { toDeploymentChange } from './reconcile/index.ts';

/** A person's wish that a saved plan be done. */
export interface PlanRequest {
  /** As it came, not looked at yet. */
  readonly plan: unknown;
  /** Who asks, for the audit. */
  readonly actor: string;
  /** Version of this Sluice: plans of another one are refused. */
  readonly version: string;
}

/** What became of a saved plan. `refused`: nothing was done, because these pipelines are deployed otherwise than it has them. */
export interface AppliedPlan {
  readonly outcome: 'applied' | 'applied-already' | 'refused';
  readonly plan: SavedPlan;
  readonly differences: readonly StateDifference[];
}

/** So many artefacts are asked for at a time. */
const AT_ONCE = 8;

/**
 * Does exactly what a saved plan says, as a whole, or nothing. Its deletes were reviewed with it, so that no policy holds them.
 * Throws PLAN_INVALID for one that was edited, made by another version, or for another project or environment; SOURCE_IS_FOLDER
 * where a daemon would undo it; and what the store throws.
 */
export async function applyPlan(
  { store, clock }: { readonly store: Store; readonly clock: Clock },
  place: Scope,
  { plan: given, actor, version }: PlanRequest,
): Promise<AppliedPlan> {
  const plan = readSavedPlan(given, version);
  if ('problem' in plan) throw invalid(wordsOf(plan.message), wordsOf(plan.help));
  if (plan.project !== place.project || plan.environment !== place.environment)
    throw invalid(
      `the plan is for \`${plan.project}\` in environment \`${plan.environment}\`, and this is \`${place.project}\` in \`${place.environment}\``,
      'name the server or the environment that it was made for',
    );
  const reviewed: ReviewedChanges = {
    ...place,
    revision: plan.revision,
    changes: await changesOf(store, place, plan, clock.now()),
    expected: expectedBy(plan),
    actor,
    seal: plan.seal,
  };
  const result = await store.applyReviewed(reviewed, clock.now());
  if (result.outcome === 'folder') throw sourceIsFolder();
  const differences = result.outcome === 'refused' ? result.differences : [];
  return { outcome: result.outcome, plan, differences };
}

/** Said where what is deployed follows files. */
export function sourceIsFolder(): OperatingError {
  return new OperatingError(
    'SOURCE_IS_FOLDER',
    'this environment is deployed from files, of a folder or a repository: its daemon would make what a plan changes what they say again',
    {
      retryable: false,
      help: 'change the files; or run the daemon with `sluice serve --source apply`, so that only reviewed plans are applied',
    },
  );
}

function invalid(message: string, help: string): OperatingError {
  return new OperatingError('PLAN_INVALID', message, { retryable: false, help });
}

/** The state that a plan is bound to: of each name that it touches the artefact that was deployed, undefined = none. */
function expectedBy({ changes }: SavedPlan): ReadonlyMap<string, string | undefined> {
  return new Map(
    changes.flatMap(({ pipeline, from, before }): (readonly [string, string | undefined])[] =>
      from === undefined
        ? [[pipeline, before ?? undefined]]
        : [
            [pipeline, undefined],
            [from, before ?? undefined],
          ],
    ),
  );
}

async function changesOf(
  store: Store,
  place: Scope,
  plan: SavedPlan,
  now: number,
): Promise<readonly DeploymentChange[]> {
  const deployments = await store.listDeployments({ ...place, includeDeleted: true });
  const byName = new Map(deployments.map((deployment) => [deployment.pipeline, deployment]));
  const before = await artefactsOf(
    store,
    plan.changes.flatMap(({ pipeline, from }) => byName.get(from ?? pipeline) ?? []),
  );
  const key = (pipeline: string): DeploymentKey => ({ ...place, pipeline });
  return plan.changes.map(({ pipeline, from, after }): DeploymentChange => {
    const artefact = after === null ? undefined : plan.artefacts[after];
    if (artefact === undefined) return { kind: 'delete', key: key(pipeline) };
    const deployment = byName.get(from ?? pipeline);
    const was = deployment && before.get(deployment.artefactDigest);
    const compiled = compileArtefact(artefact);
    return toDeploymentChange({ from, compiled, before: { deployment, artefact: was } }, key, now);
  });
}

/** The artefacts of deployments that are active: whether their schedule changes decides on their clock. */
async function artefactsOf(
  store: Store,
  deployments: readonly Deployment[],
): Promise<ReadonlyMap<string, CompiledArtefact>> {
  const wanted = [
    ...new Set(deployments.filter(({ state }) => state === 'active').map(({ artefactDigest }) => artefactDigest)),
  ];
  const found = new Map<string, CompiledArtefact>();
  const read = async (digest: string): Promise<void> => {
    const compiled = await store.getArtefact(digest);
    if (compiled !== undefined) found.set(digest, compiled);
  };
  for (let first = 0; first < wanted.length; first += AT_ONCE)
    await Promise.all(wanted.slice(first, first + AT_ONCE).map(read));
  return found;
}
