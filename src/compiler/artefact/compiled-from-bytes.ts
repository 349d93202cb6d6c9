import type { Artefact, CompiledArtefact } from './artefact.ts';

/** A compiled artefact of its bytes, which are read when they are asked for. They are trusted to be those of the digest. */
export function compiledFromBytes({
  name,
  family,
  digest,
  bytes,
}: Pick<CompiledArtefact, 'name' | 'digest' | 'bytes'> & { readonly family: string | undefined }): CompiledArtefact {
  let artefact: Artefact | undefined;
  return {
    name,
    ...(family === undefined ? {} : { family }),
    digest,
    bytes,
    get artefact() {
      return (artefact ??= JSON.parse(bytes) as Artefact); // the digest says that we wrote them
    },
  };
}
