import { canonicalJson, digest, type ArtefactEngine } from '../../compiler/index.ts';
import type { Store } from '../ports/index.ts';

/** As much of a stored artefact as drift is judged by. */
export interface RecordedArtefact {
  readonly engine: ArtefactEngine;
  /** Its job goes on until somebody stops it. */
  readonly isContinuous: boolean;
}

/** So many are read at a time. */
const AT_ONCE = 8;

/** Stored artefacts, each read once, and held against its digest. */
export class RecordedArtefacts {
  readonly #store: Pick<Store, 'getArtefact'>;
  readonly #known = new Map<string, RecordedArtefact | 'damaged' | 'missing'>();
  /** Each engine once, however many artefacts name it. */
  readonly #engines = new Map<string, ArtefactEngine>();
  #look = 0;

  constructor(store: Pick<Store, 'getArtefact'>) {
    this.#store = store;
  }

  /** `damaged`: the bytes under this digest are others; `missing`: there are none, or they were not read. */
  stateOf(wanted: string): RecordedArtefact | 'damaged' | 'missing' {
    return this.#known.get(wanted) ?? 'missing';
  }

  /** Undefined where there is none that can be relied on. */
  find(wanted: string): RecordedArtefact | undefined {
    const found = this.#known.get(wanted);
    return typeof found === 'object' ? found : undefined;
  }

  /**
   * Before another look: drops what is not asked for any more, and one part in `parts` of the rest, so that each is read
   * again, and held against its digest, once in so many looks.
   */
  refresh(wanted: readonly string[], parts: number): void {
    const asked = new Set(wanted);
    this.#look++;
    let place = 0;
    for (const [known, found] of this.#known)
      if (!asked.has(known) || typeof found !== 'object' || place++ % parts === this.#look % parts)
        this.#known.delete(known);
  }

  async read(digests: readonly string[]): Promise<void> {
    const unread = [...new Set(digests)].filter((each) => !this.#known.has(each));
    const readOne = async (wanted: string): Promise<void> => {
      const found = await readArtefact(this.#store, wanted);
      this.#known.set(
        wanted,
        typeof found === 'object' ? { ...found, engine: this.#sharedEngine(found.engine) } : found,
      );
    };
    for (let first = 0; first < unread.length; first += AT_ONCE)
      await Promise.all(unread.slice(first, first + AT_ONCE).map(readOne));
  }

  #sharedEngine(engine: ArtefactEngine): ArtefactEngine {
    const key = canonicalJson(engine);
    const known = this.#engines.get(key) ?? engine;
    this.#engines.set(key, known);
    return known;
  }
}

async function readArtefact(
  store: Pick<Store, 'getArtefact'>,
  wanted: string,
): Promise<RecordedArtefact | 'damaged' | 'missing'> {
  try {
    const found = await store.getArtefact(wanted);
    if (found === undefined) return 'missing';
    const { artefact, bytes } = found;
    if (digest(bytes) !== wanted) return 'damaged';
    return { engine: artefact.engine, isContinuous: artefact.pipeline.schedule.kind === 'continuous' };
  } catch (thrown) {
    if (isOfJson(thrown)) return 'damaged';
    throw thrown;
  }
}

/** What somebody wrote there is no JSON any more; a store passes that on as the cause of its own error. */
function isOfJson(thrown: unknown): boolean {
  return thrown instanceof SyntaxError || (thrown instanceof Error && thrown.cause instanceof SyntaxError);
}
