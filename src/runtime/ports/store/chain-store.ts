import type { Topic } from '../event.ts';

/** Where a chain of events ends. */
export interface ChainEnd {
  readonly topic: Topic;
  readonly key: string;
  readonly sequence: number;
  /** Of the event with that sequence. */
  readonly hash: string;
}

/** The ends of chains, for a store that was put back from a backup while the bus went on. */
export interface ChainStore {
  /** All of them. */
  chainEnds(): Promise<readonly ChainEnd[]>;
  /** Which of these events the store has with another hash. One that it has not, or no longer, is none of them. */
  unlikeEvents(events: readonly ChainEnd[]): Promise<readonly ChainEnd[]>;
  /**
   * Goes on behind the ends that are given, where they are later than the store's own, so that no event gets a sequence that is
   * taken on the bus. Each environment's audit tells of it (`chain.restored`). Returns how many chains that were.
   */
  rejoinChains(ends: readonly ChainEnd[], actor: string, now: number): Promise<number>;
}
