import { digest, type ArtefactEngine } from '../../compiler/index.ts';
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

  async read(digests: readonly string[]): Promise<void> {
    const unread = [...new Set(digests)].filter((each) => !this.#known.has(each));
    const readOne = async (wanted: string): Promise<void> => {
      this.#known.set(wanted, await readArtefact(this.#store, wanted));
    };
    for (let first = 0; first < unread.length; first += AT_ONCE)
      await Promise.all(unread.slice(first, first + AT_ONCE).map(readOne));
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
