import type { CompilationOutcome, DefinitionOutline, Ownership, PlannedChange } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import type { BaseSide } from './plan-base.ts';

/** Who answers for what changes, and who has to approve it. */
export interface PlanOwners {
  /** Who answers for a pipeline from then on; of one that is gone who did last. */
  ownersOf(pipeline: string): readonly string[];
  /** The same for approvals: CODEOWNERS of the base counts, so that a change does not choose who approves it. */
  askedOf(change: PlannedChange): readonly string[];
  /** Who answered for it before; none of a new one. */
  ownersBefore(change: PlannedChange): readonly string[];
  /** That CODEOWNERS names others than at the base, as far as that is known. */
  readonly notes: readonly Message[];
}

/** So many names are told. */
const NAMES_TOLD = 3;

/** @param definitions Those of the head, by pipeline. */
export function planOwners(
  head: CompilationOutcome,
  base: BaseSide,
  definitions: ReadonlyMap<string, DefinitionOutline>,
): PlanOwners {
  const byBase = (definition: DefinitionOutline): Ownership | undefined =>
    base.owners && head.ownershipOf?.(definition, base.owners.codeOwners);
  const before = (pipeline: string): Ownership | undefined => ownershipBefore(pipeline, base, definitions);
  return {
    ownersOf: (pipeline) => {
      const definition = definitions.get(pipeline);
      const ownership = definition === undefined ? before(pipeline) : head.ownershipOf?.(definition);
      return ownership?.owners ?? [];
    },
    askedOf: ({ pipeline, owners }) => {
      const definition = definitions.get(pipeline);
      // where nobody owned it, whoever owns it from then on takes it from nobody
      return (definition && byBase(definition)?.owners) ?? owners;
    },
    ownersBefore: ({ pipeline, from }) => before(from ?? pipeline)?.owners ?? [],
    notes: base.owners === undefined ? [] : otherOwners(head, byBase, asksOwners(head) || asksOwners(base)),
  };
}

/** By its last definition, else by its last artefact, in which CODEOWNERS is not. */
function ownershipBefore(
  pipeline: string,
  base: BaseSide,
  definitions: ReadonlyMap<string, DefinitionOutline>,
): Ownership | undefined {
  const last = base.side.pipelines.get(pipeline);
  // a definition that is not compiled at the base is the one of the head
  const definition = base.definitions?.get(pipeline) ?? (last && definitions.get(pipeline));
  if (base.owners !== undefined && definition !== undefined) return base.owners.ownershipOf(definition);
  const owner = last?.artefact.pipeline.owner;
  return owner === undefined ? undefined : { owners: [owner], from: 'definition', file: '' };
}

function otherOwners(
  { definitions = [], ownershipOf }: CompilationOutcome,
  byBase: (definition: DefinitionOutline) => Ownership | undefined,
  asks: boolean,
): readonly Message[] {
  const said = (ownership: Ownership | undefined): string => (ownership?.owners ?? []).join(' ');
  const names = definitions
    .filter((each) => each.name !== '' && each.owner === undefined && said(ownershipOf?.(each)) !== said(byBase(each)))
    .map(({ name }) => name)
    .toSorted();
  if (names.length === 0) return [];
  const told = names
    .slice(0, NAMES_TOLD)
    .map((name) => `\`${name}\``)
    .join(', ');
  const more = names.length - NAMES_TOLD;
  const which = more > 0 ? say`${told} and ${more} more` : say`${told}`;
  const changes = say`CODEOWNERS changes who owns ${which}`;
  return [asks ? say`${changes}; approvals are asked of those whom the base names` : changes];
}

function asksOwners({ policies }: Pick<BaseSide, 'policies'>): boolean {
  return policies?.approval?.some(({ by }) => by.includes('owner')) ?? false;
}
