import { canonicalJson, digest, type Artefact, type CompiledArtefact } from '../../artefact/index.ts';
import type { PlanDocument } from '../plan-document.ts';
import type { Plan, PlanAction, PlannedChange, PlanOrigin } from '../plan.ts';

/** Version of the format of {@link SavedPlan}. */
export const SAVED_PLAN_FORMAT = '1.0';

/** One change of a saved plan, with the state that it is bound to. */
export interface SavedChange {
  readonly pipeline: string;
  /** Its name before, where it goes on under another one. */
  readonly from?: string;
  readonly action: PlanAction;
  /** Digest of what the pipeline (of a move, the one named `from`) was when the plan was made; null = it was not there. */
  readonly before: string | null;
  /** Digest of what it is to be, one of `artefacts`; null = it is to be gone. */
  readonly after: string | null;
}

/**
 * A plan in a file (schemas/saved-plan.schema.json): what is to be done, all that is needed to do it, and the state that it is
 * bound to. Secrets are references, as in artefacts.
 */
export interface SavedPlan {
  readonly formatVersion: typeof SAVED_PLAN_FORMAT;
  readonly kind: 'saved-plan';
  /** Version of Sluice that made it; no other one applies it. */
  readonly sluice: string;
  readonly project: string;
  readonly environment: string;
  /** What deployments are said to be of: the commit where the tree has all of it committed, else the digest of the head. */
  readonly revision: string;
  readonly base: PlanOrigin;
  readonly head: PlanOrigin;
  /** By name. */
  readonly changes: readonly SavedChange[];
  /** By digest: of everything that a change is to make. */
  readonly artefacts: { readonly [digest: string]: Artefact };
  /** The whole plan, for people, in the language that it was made in. */
  readonly plan: PlanDocument;
  /** Digest of the canonical JSON of all the rest, `sha256:<hex>`, `artefacts` as a list of their digests: an edit shows. It is no signature. */
  readonly seal: string;
}

/** What a plan is saved with. */
export interface PlanToSave {
  readonly plan: Plan;
  readonly document: PlanDocument;
  readonly project: string;
  /** What the head was compiled to. */
  readonly pipelines: readonly CompiledArtefact[];
  /** Version of this Sluice. */
  readonly sluice: string;
}

/** A plan as it is saved. Pure: the same plan gives the same bytes. */
export function toSavedPlan({ plan, document, project, pipelines, sluice }: PlanToSave): SavedPlan {
  const changes = plan.changes.map(savedChange);
  const wanted = new Set(changes.map(({ after }) => after));
  const content = {
    formatVersion: SAVED_PLAN_FORMAT,
    kind: 'saved-plan',
    sluice,
    project,
    environment: plan.environment,
    revision: revisionOf(plan.head),
    base: { ...plan.base },
    head: { ...plan.head },
    changes,
    artefacts: Object.fromEntries(
      pipelines.filter((each) => wanted.has(each.digest)).map((each) => [each.digest, each.artefact]),
    ),
    plan: document,
  } as const;
  return { ...content, seal: sealOf(content) };
}

/** The bytes of a saved plan: canonical JSON, with a line for each member so that a difference can be looked at. */
export function savedPlanText(saved: SavedPlan): string {
  const members = Object.entries(saved).map(([key, value]) => `${JSON.stringify(key)}: ${canonicalJson(value)}`);
  return `{\n${members.join(',\n')}\n}\n`;
}

/** The seal that belongs to a content, however the file lays it out. Artefacts are in it by the digests that they have as names. */
export function sealOf({ artefacts, ...rest }: Omit<SavedPlan, 'seal'>): string {
  return digest(canonicalJson({ ...rest, artefacts: Object.keys(artefacts).sort() }));
}

function savedChange({ pipeline, from, action, digests }: PlannedChange): SavedChange {
  return {
    pipeline,
    ...(from === undefined ? {} : { from }),
    action,
    before: digests.before ?? null,
    after: digests.after ?? null,
  };
}

function revisionOf({ commit, dirty, digest: all }: PlanOrigin): string {
  return commit !== undefined && dirty !== true ? commit : all;
}
