import type { Artefact } from '../compiler/index.ts';
import type { Store } from '../runtime/index.ts';

/** Reads artefacts by digest. They never change, so each is read once. */
export interface ArtefactReader {
  get(digest: string): Promise<Artefact | undefined>;
}

const REMEMBERED = 1_000;

export function createArtefactReader(store: Pick<Store, 'getArtefact'>): ArtefactReader {
  const known = new Map<string, Artefact>();
  return {
    async get(digest) {
      const found = known.get(digest) ?? (await store.getArtefact(digest))?.artefact;
      if (found === undefined) return undefined;
      known.delete(digest);
      known.set(digest, found);
      const oldest = known.keys().next().value;
      if (known.size > REMEMBERED && oldest !== undefined) known.delete(oldest);
      return found;
    },
  };
}
