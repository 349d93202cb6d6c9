import type { AuditEvent, EventRecord, Topic } from '../event.ts';
import type { Page } from './page.ts';

/** Which events, and from where on. */
export interface EventFilter {
  readonly project?: string;
  /** Of this environment: events of its pipelines, and those of the environment as a whole. */
  readonly environment?: string;
  readonly topic?: string;
  readonly pipeline?: string;
  /** Of any of these types; `run.*` is every type that begins with `run.`. */
  readonly types?: readonly string[];
  /** Whose `data.actor` is this. */
  readonly actor?: string;
  /** Not before it; UTC milliseconds. */
  readonly since?: number;
  /** Before it; UTC milliseconds. */
  readonly until?: number;
  /** In the order in which they were written; default the newest first. */
  readonly oldestFirst?: boolean;
  readonly limit: number;
  readonly cursor?: string;
}

/** Events in the order in which they were inserted. */
export interface EventTail {
  readonly items: readonly { readonly position: number; readonly event: EventRecord }[];
  /** Where the next look may go on: nothing that is committed lies between `items` and it. */
  readonly position: number;
}

/** What waits to be published. */
export interface EventBacklog {
  /** Counted up to the limit that was asked for. */
  readonly waiting: number;
  /** When the oldest happened, UTC milliseconds; undefined where none waits. */
  readonly oldestAt: number | undefined;
}

/** Events, and how far they are published. */
export interface EventStore {
  appendAudit(event: AuditEvent, now: number): Promise<void>;
  /**
   * Writes head records: events `chain.heads` that tell of every chain which has grown since it was told of, so that
   * a tail which is cut off shows. Returns how many chains they tell of; at `limit` there may be more.
   */
  recordHeads(limit: number, now: number): Promise<number>;
  listEvents(filter: EventFilter): Promise<Page<EventRecord>>;
  /**
   * Events that were inserted after a position, the oldest first; without one those from the oldest that is not published on.
   * A transaction that is under way may yet commit one that lies before what was given.
   */
  eventTail(after: number | undefined, limit: number): Promise<EventTail>;
  /** Events not yet published, oldest first; per key in sequence, never skipping one. */
  unpublishedEvents(limit: number): Promise<readonly EventRecord[]>;
  /** How much waits to be published, of all environments of the store: one relay publishes them all. */
  eventBacklog(limit: number): Promise<EventBacklog>;
  /** Notes that the bus has no event of the topic, whatever was noted before. Returns how many are to be published again. */
  publishAgain(topic: Topic): Promise<number>;
  markPublished(ids: readonly string[], now: number): Promise<void>;
}
