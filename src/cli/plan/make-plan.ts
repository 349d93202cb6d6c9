import {
  compileProject,
  connectorSpec,
  planChanges,
  sideOf,
  type CompilationResult,
  type CompiledArtefact,
  type CompileProjectOptions,
  type Plan,
  type PlanFacts,
  type PlanSide,
} from '../../compiler/index.ts';
import type { PlanBase } from './plan-base.ts';

/** A plan, and the compilation that it is made of. */
export interface MadePlan {
  readonly plan: Plan;
  readonly head: CompilationResult;
}

/** The working tree against a base: what becomes of each pipeline. `now`: next fires are counted from it, UTC milliseconds. */
export async function makePlan(
  root: string,
  base: PlanBase,
  options: CompileProjectOptions & { readonly environment: string },
  now: number,
): Promise<MadePlan> {
  const head = await compileProject(root, options);
  const { side, deployed, notes } = await base.sideFor(head, options);
  const desired = sideOf(head, { kind: 'folder' });
  const facts: PlanFacts = {
    project: head.project,
    environment: options.environment,
    now,
    specOf: await specsOf([side, desired]),
    ownersOf: (pipeline) => head.ownerships?.get(definitionOf(head, pipeline))?.owners ?? [],
    fileOf: (pipeline) => head.definitions?.find(({ name }) => name === definitionOf(head, pipeline))?.at.file,
    moves: head.moves ?? new Map(),
    ...(deployed === undefined ? {} : { deployed }),
    diagnostics: head.diagnostics,
  };
  const plan = planChanges(side, desired, facts);
  return { plan: { ...plan, notes: [...notes, ...plan.notes] }, head };
}

/** What the connectors of both sides say of themselves. */
async function specsOf(sides: readonly PlanSide[]): Promise<PlanFacts['specOf']> {
  const names = new Set(sides.flatMap(({ pipelines }) => [...pipelines.values()].flatMap(connectorsOf)));
  const specs = new Map(await Promise.all([...names].map(async (name) => [name, await connectorSpec(name)] as const)));
  return (name) => specs.get(name);
}

function connectorsOf({ artefact }: CompiledArtefact): readonly string[] {
  const { work } = artefact.pipeline;
  const ends = typeof work === 'object' && work !== null && 'source' in work ? [work['source'], work['sink']] : [];
  return ends.flatMap((end) =>
    typeof end === 'object' && end !== null && 'connector' in end && typeof end['connector'] === 'string'
      ? [end['connector']]
      : [],
  );
}

/** The definition that made a pipeline: its own, or that of its family. */
function definitionOf(head: CompilationResult, pipeline: string): string {
  const found = head.pipelines.find(({ artefact }) => artefact.pipeline.name === pipeline);
  return found?.artefact.pipeline.family ?? pipeline;
}
