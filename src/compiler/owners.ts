import type { CompiledArtefact } from './artefact/index.ts';
import type { DefinitionPlace } from './compilation-result.ts';
import type { LoadedCodeOwners } from './load/index.ts';

/** Who answers for a pipeline. */
export interface Ownership {
  readonly owners: readonly string[];
  /** What says so: the definition itself, CODEOWNERS for its file, or `defaults.owner` of sluice.yaml. */
  readonly from: 'definition' | 'CODEOWNERS' | 'defaults';
  /** The file of the definition. */
  readonly file: string;
}

/**
 * Owners of pipelines by their names: its own `owner`, else those that CODEOWNERS gives the file, else `defaults.owner`;
 * none where nobody is said. CODEOWNERS is in no artefact (docs/decisions/owners-beside-artefacts.md).
 */
export function ownershipsOf(
  pipelines: readonly CompiledArtefact[],
  definitions: readonly DefinitionPlace[],
  codeOwners: LoadedCodeOwners | undefined,
): ReadonlyMap<string, Ownership> {
  const byName = new Map(definitions.map((definition) => [definition.name, definition]));
  const ownerships = new Map<string, Ownership>();
  for (const { artefact } of pipelines) {
    const { name, family, owner } = artefact.pipeline;
    const definition = byName.get(family ?? name);
    const ownership = definition && ownershipOf(definition, owner, codeOwners);
    if (ownership !== undefined) ownerships.set(name, ownership);
  }
  return ownerships;
}

function ownershipOf(
  { value, at }: DefinitionPlace,
  fallback: string | undefined,
  codeOwners: LoadedCodeOwners | undefined,
): Ownership | undefined {
  const own = typeof value === 'object' && value !== null && 'owner' in value ? value.owner : undefined;
  if (typeof own === 'string') return { owners: [own], from: 'definition', file: at.file };
  const owners = codeOwners?.ownersOf(at.file) ?? [];
  if (owners.length > 0) return { owners, from: 'CODEOWNERS', file: at.file };
  return fallback === undefined ? undefined : { owners: [fallback], from: 'defaults', file: at.file };
}
