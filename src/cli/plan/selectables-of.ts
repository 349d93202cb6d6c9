import type { CompilationOutcome, CompiledArtefact, PlanSide } from '../../compiler/index.ts';
import type { Selectable } from '../select/selectable.ts';
import { definitionsOf } from './definitions-of.ts';

/** Every pipeline of both sides, also one that does not compile, with what a selection looks at on either. */
export function selectablesOf(head: CompilationOutcome, base: PlanSide): readonly Selectable[] {
  const definitions = definitionsOf(head);
  const { ownerships } = head;
  const after = new Map(head.pipelines.map((compiled) => [compiled.name, compiled]));
  const broken = [...definitions.keys()].filter((name) => name !== '' && !after.has(name));
  const names = new Set([...after.keys(), ...base.pipelines.keys(), ...broken]);
  return [...names].map((name) => {
    const definition = definitions.get(name);
    const sides = [base.pipelines.get(name), after.get(name)].filter((side) => side !== undefined);
    const family = sides.at(-1)?.family;
    return {
      name,
      ...(family === undefined ? {} : { family }),
      tags: sides.flatMap(({ artefact }) => artefact.pipeline.tags),
      owners: [...(ownerships?.get(definition?.name ?? name)?.owners ?? []), ...sides.flatMap(ownerOf)],
      ...(definition === undefined ? {} : { file: definition.at.file }),
    };
  });
}

function ownerOf({ artefact }: CompiledArtefact): readonly string[] {
  return artefact.pipeline.owner === undefined ? [] : [artefact.pipeline.owner];
}
