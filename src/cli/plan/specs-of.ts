import { connectorSpec, type CompiledArtefact, type PlanFacts, type PlanSide } from '../../compiler/index.ts';

/** What the connectors of pipelines that differ say of themselves. */
export async function specsOf(base: PlanSide, head: PlanSide): Promise<PlanFacts['specOf']> {
  const names = new Set([...differing(base, head), ...differing(head, base)].flatMap(connectorsOf));
  const specs = new Map(await Promise.all([...names].map(async (name) => [name, await connectorSpec(name)] as const)));
  return (name) => specs.get(name);
}

function differing({ pipelines }: PlanSide, other: PlanSide): readonly CompiledArtefact[] {
  return [...pipelines].flatMap(([name, compiled]) => (other.pipelines.get(name) === compiled ? [] : [compiled]));
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
