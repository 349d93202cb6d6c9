import {
  backfillChanges,
  compileOutcome,
  compileProject,
  planChanges,
  readsAnew,
  sideOf,
  type CompilationOutcome,
  type HeldDeletes,
  type OutcomeOptions,
  type PipelineNode,
  type Plan,
  type PlanFacts,
} from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { SourceSizes } from '../../runtime/index.ts';
import type { Selection } from '../select/selection.ts';
import { definitionsOf } from './definitions-of.ts';
import { judgedDeletes } from './held-deletes.ts';
import { judgedPlan } from './judged-plan.ts';
import type { BaseSide, PlanBase } from './plan-base.ts';
import { planOwners } from './plan-owners.ts';
import { selectChanges } from './select-changes.ts';
import { specsOf } from './specs-of.ts';

/** A plan, and the compilation that it is made of. */
export interface MadePlan {
  readonly plan: Plan;
  readonly head: CompilationOutcome;
  readonly base: BaseSide;
  /** Why what is gone from the project would stay deployed; of a deployed base only, and where a folder is what changes it. */
  readonly held: HeldDeletes | undefined;
  /** All files that were looked at: those of the project, and its rules. */
  readonly files: readonly string[];
}

/** Says how much is in the sources of pipelines; what could not be asked is said too. */
export type AskSizes = (pipelines: readonly PipelineNode[]) => Promise<SourceSizes>;

/**
 * The working tree against a base: what becomes of each pipeline. `now`: next fires are counted from it, UTC milliseconds.
 * `askSizes` is asked of pipelines that read anew: of the selected ones, where only they are told.
 */
export async function makePlan(
  root: string,
  base: PlanBase,
  options: OutcomeOptions & { readonly environment: string },
  now: number,
  askSizes?: AskSizes,
  selection?: Selection,
): Promise<MadePlan> {
  await base.ready;
  const head = await compileOutcome(root, options);
  const from = await base.sideFor(head, options);
  const { side, deployed, head: tree, notes } = from;
  const desired = sideOf(head, { kind: 'folder', ...tree });
  const definitions = definitionsOf(head);
  const owners = planOwners(head, from, definitions);
  const facts: PlanFacts = {
    project: head.project,
    environment: options.environment,
    now,
    specOf: await specsOf(side, desired),
    ownersOf: owners.ownersOf,
    fileOf: (pipeline) => definitions.get(pipeline)?.at.file,
    moves: head.moves ?? new Map(),
    ...(deployed === undefined ? {} : { deployed }),
    diagnostics: head.diagnostics,
  };
  const first = planChanges(side, desired, facts);
  const told = selection === undefined ? first : selectChanges({ plan: first, head, base: from }, selection);
  const asked = await askSizes?.(await readersAnew(told, root, options));
  const plan =
    asked === undefined || asked.sizes.size === 0
      ? first
      : planChanges(side, desired, { ...facts, sizes: asked.sizes });
  const deletes = judgedDeletes(head, from, plan);
  const held = deployed === undefined ? undefined : deletes.held;
  const backfills = await backfillsOf(head, from);
  const noted = {
    ...plan,
    ...backfills,
    notes: [...notes, ...plan.notes, ...deletes.notes, ...unasked(asked), ...owners.notes],
  };
  const judged = await judgedPlan(root, noted, head, from, { definitions, owners, found: deletes.found }, options);
  return { plan: judged.plan, head, base: from, held, files: [...(head.fileNames ?? []), ...judged.files] };
}

/** What becomes of files of `backfills/`, and how many rows those that are new will be of; nothing where the base does not know them. */
async function backfillsOf(
  { backfills = [], pipelines, incomplete }: CompilationOutcome,
  { backfills: base, rowsOf }: BaseSide,
): Promise<Pick<Plan, 'backfills'>> {
  if (base === undefined) return {};
  // a file with errors may say one that seems to be gone: the daemon cancels none then
  const told = backfillChanges(base, backfills, pipelines).filter(({ action }) => !incomplete || action !== 'remove');
  const desired = new Map(backfills.map((each) => [each.name, each]));
  const withRows = await Promise.all(
    told.map(async (each) => {
      const own = each.action === 'create' ? desired.get(each.name) : undefined;
      const estimatedRows = own && (await rowsOf?.(own));
      return estimatedRows === undefined ? each : { ...each, estimatedRows };
    }),
  );
  return { backfills: withRows };
}

/** The pipelines of which it is worth to know how much there is to read; only a whole compilation has them. */
async function readersAnew({ changes }: Plan, root: string, options: OutcomeOptions): Promise<readonly PipelineNode[]> {
  const names = new Set(changes.filter(readsAnew).map(({ pipeline }) => pipeline));
  if (names.size === 0) return [];
  const { nodes = [] } = await compileProject(root, options);
  return nodes.filter(({ name }) => names.has(name));
}

/** The plan is the same without: it only says less. */
function unasked(asked: SourceSizes | undefined): readonly Message[] {
  return (asked?.failures ?? []).map((failure) => say`${failure}: how much is to be read there is not known`);
}
