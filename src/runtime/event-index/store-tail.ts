import type { Clock, EventTail, Store } from '../ports/index.ts';
import type { IndexFile } from './index-file.ts';

const PAGE = 1_000;
/** A transaction is committed sooner after its first event than this, so that a look need not go back further. */
const OVERLAP_MS = 5_000;

/** Takes what the store has written into the index, published or not, so that nothing waits for the bus to be shown. */
export class StoreTail {
  readonly #store: Pick<Store, 'eventTail'>;
  readonly #clock: Clock;
  #running: Promise<void> | undefined;
  #next: Promise<void> | undefined;

  constructor(store: Pick<Store, 'eventTail'>, clock: Clock) {
    this.#store = store;
    this.#clock = clock;
  }

  /** All that was committed when it was called is in the index when it resolves. Throws what the store throws. */
  async takeInto(file: IndexFile): Promise<void> {
    if (this.#running === undefined) return this.#start(file);
    // The look that is under way may have been before what the caller waits for.
    this.#next ??= this.#running.catch(() => undefined).then(() => this.#start(file));
    return this.#next;
  }

  #start(file: IndexFile): Promise<void> {
    this.#next = undefined;
    this.#running = this.#look(file).finally(() => (this.#running = undefined));
    return this.#running;
  }

  async #look(file: IndexFile): Promise<void> {
    let after = file.get('position');
    for (let full = true; full;) {
      const tail = await this.#store.eventTail(after, PAGE);
      file.add(
        tail.items.map(({ event }) => event),
        { position: settled(tail, this.#clock.now() - OVERLAP_MS) },
      );
      full = tail.items.length === PAGE;
      after = tail.position;
    }
  }
}

/** The position before the first event that is so young that another may yet be committed before it. */
function settled({ items, position }: EventTail, before: number): number {
  const young = items.find(({ event }) => event.at >= before);
  return young === undefined ? position : young.position - 1;
}
