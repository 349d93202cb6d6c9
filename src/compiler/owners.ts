import type { DefinitionOutline } from './compilation-result.ts';
import type { FileOwners } from './load/index.ts';

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
  definitions: readonly DefinitionOutline[],
  defaultOwner: string | undefined,
  codeOwners: FileOwners | undefined,
): ReadonlyMap<string, Ownership> {
  const ownerships = new Map<string, Ownership>();
  for (const definition of definitions) {
    const ownership = ownershipOf(definition, defaultOwner, codeOwners);
    if (definition.name !== '' && ownership !== undefined) ownerships.set(definition.name, ownership);
  }
  return ownerships;
}

/** Who answers for one definition. */
export function ownershipOf(
  { owner, at }: DefinitionOutline,
  defaultOwner: string | undefined,
  codeOwners: FileOwners | undefined,
): Ownership | undefined {
  if (owner !== undefined) return { owners: [owner], from: 'definition', file: at.file };
  const owners = codeOwners?.ownersOf(at.file) ?? [];
  if (owners.length > 0) return { owners, from: 'CODEOWNERS', file: at.file };
  return defaultOwner === undefined ? undefined : { owners: [defaultOwner], from: 'defaults', file: at.file };
}
