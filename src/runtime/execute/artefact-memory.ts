import type { Artefact } from '../../compiler/index.ts';
import type { Store } from '../ports/index.ts';

/** Reads an artefact by its digest; undefined = it is not stored. Throws what the store throws. */
export type ReadArtefact = (digest: string) => Promise<Artefact | undefined>;

/** The artefacts that were read last. */
export interface ArtefactMemory {
  readonly read: ReadArtefact;
  /** One that was read and is kept; undefined = the store would have to be asked. */
  atHand(digest: string): Artefact | undefined;
}

/**
 * Keeps the artefacts read last, as a run's is asked for more than once and the next run's may be the same: it never changes under its
 * digest. What is not stored, or could not be read, is asked for again.
 *
 * @param limit How many are kept.
 */
export function createArtefactMemory(store: Pick<Store, 'getArtefact'>, limit = 200): ArtefactMemory {
  const known = new Map<string, Promise<Artefact | undefined>>();
  const found = new WeakMap<Promise<Artefact | undefined>, Artefact>();
  const ask: ReadArtefact = async (digest) => (await store.getArtefact(digest))?.artefact;
  return {
    read(digest) {
      const before = known.get(digest);
      known.delete(digest);
      const reading = before ?? ask(digest);
      known.set(digest, reading);
      const forget = (): void => {
        if (known.get(digest) === reading) known.delete(digest);
      };
      const keep = (artefact: Artefact | undefined): void => {
        if (artefact === undefined) forget();
        else found.set(reading, artefact);
      };
      if (before === undefined) reading.then(keep, forget);
      const oldest = known.keys().next().value;
      if (known.size > limit && oldest !== undefined) known.delete(oldest);
      return reading;
    },
    atHand(digest) {
      const reading = known.get(digest);
      return reading === undefined ? undefined : found.get(reading);
    },
  };
}
