import type { EventRecord, Topic } from './event.ts';
import type { EventFilter, Page } from './store/index.ts';

/**
 * Something that was found while the bus was read back.
 * - `recreated`: the topic is another one than was read before; what was read of it is kept.
 * - `expired`: records were thrown away before they were read.
 * - `strange`: records are no events, or not as they were hashed; they are left out.
 */
export interface EventIndexNotice {
  readonly kind: 'recreated' | 'expired' | 'strange';
  readonly topic: Topic;
  readonly partition: number;
  readonly message: string;
  /** UTC milliseconds. */
  readonly at: number;
}

/** How far an index of events has come. */
export interface EventIndexState {
  /**
   * `rebuilding`: not all that the bus holds was read once, and lists come from the store; `live`: all of it is there;
   * `behind`: the bus is away, or there is more than was read. What is in the store is in the lists all the same. `unusable`: its
   * file cannot be written, and lists come from the store.
   */
  readonly state: 'rebuilding' | 'live' | 'behind' | 'unusable';
  /** With `unusable`: why, for people. */
  readonly trouble?: string;
  /** Records of the bus that were read, of so many. */
  readonly read: number;
  readonly total: number;
  /** When all that the bus held was known to be in it; UTC milliseconds. */
  readonly asOf: number | undefined;
  readonly notices: readonly EventIndexNotice[];
}

/** A page of events. */
export interface EventPage extends Page<EventRecord> {
  /** What the store has given up is left out of it, as the index could not be asked. */
  readonly isPartial?: boolean;
}

/** Lists events, also those whose rows the store has given up. */
export interface EventReader {
  /** Throws INVALID_REQUEST for a foreign cursor or one of an index that was thrown away since, and what the store throws. */
  list(filter: EventFilter): Promise<EventPage>;
  /** Undefined where there is no index: the store is all there is. */
  readonly state: EventIndexState | undefined;
  /** Throws the index away and builds it anew from the first record of the bus. Throws INVALID_REQUEST where there is none. */
  rebuild(): Promise<void>;
}
