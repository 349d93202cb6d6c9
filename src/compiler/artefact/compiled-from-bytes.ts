import type { Artefact, CompiledArtefact } from './artefact.ts';

/**
 * A compiled artefact of its bytes, which are read when they are asked for, and again when they were forgotten: of 10,000 only
 * those are held that somebody works with. They are trusted to be those of the digest.
 */
export function compiledFromBytes({
  name,
  family,
  facts,
  digest,
  bytes,
}: Pick<CompiledArtefact, 'name' | 'facts' | 'digest' | 'bytes'> & {
  readonly family: string | undefined;
}): CompiledArtefact {
  let known: WeakRef<Artefact> | undefined;
  return {
    name,
    ...(family === undefined ? {} : { family }),
    ...(facts === undefined ? {} : { facts }),
    digest,
    bytes,
    get artefact() {
      const artefact = known?.deref() ?? (JSON.parse(bytes) as Artefact); // the digest says that we wrote them
      known = new WeakRef(artefact);
      return artefact;
    },
  };
}
