import type { DefinitionPlace } from './compilation-result.ts';
import type { LoadedCodeOwners } from './load/index.ts';

/** Who answers for a definition and the pipelines it makes. */
export interface Ownership {
  readonly owners: readonly string[];
  /** What says so: the definition itself, CODEOWNERS for its file, or `defaults.owner` of sluice.yaml. */
  readonly from: 'definition' | 'CODEOWNERS' | 'defaults';
  /** The file of the definition. */
  readonly file: string;
}

/**
 * Owners of definitions by their names, also of those that do not compile: a definition's own `owner`, else those that
 * CODEOWNERS gives its file, else `defaults.owner`; none where nobody is said. CODEOWNERS is in no artefact
 * (docs/decisions/owners-beside-artefacts.md).
 */
export function ownershipsOf(
  definitions: readonly DefinitionPlace[],
  defaultOwner: string | undefined,
  codeOwners: LoadedCodeOwners | undefined,
): ReadonlyMap<string, Ownership> {
  const ownerships = new Map<string, Ownership>();
  for (const definition of definitions) {
    const ownership = ownershipOf(definition, defaultOwner, codeOwners);
    if (definition.name !== '' && ownership !== undefined) ownerships.set(definition.name, ownership);
  }
  return ownerships;
}

function ownershipOf(
  { value, at }: DefinitionPlace,
  defaultOwner: string | undefined,
  codeOwners: LoadedCodeOwners | undefined,
): Ownership | undefined {
  const own = typeof value === 'object' && value !== null && 'owner' in value ? value.owner : undefined;
  if (typeof own === 'string') return { owners: [own], from: 'definition', file: at.file };
  const owners = codeOwners?.ownersOf(at.file) ?? [];
  if (owners.length > 0) return { owners, from: 'CODEOWNERS', file: at.file };
  return defaultOwner === undefined ? undefined : { owners: [defaultOwner], from: 'defaults', file: at.file };
}
