import type { EventType } from './event-types.ts';

/** Topics of the bus. */
export const RUNS_TOPIC = 'sluice.runs';
/** Definitions, deployments and what people do; `sluice.runs` has runs and attempts. */
export const AUDIT_TOPIC = 'sluice.audit';
/** A topic of the bus. */
export type Topic = typeof RUNS_TOPIC | typeof AUDIT_TOPIC;

/**
 * A fact that happened. `sequence` counts from 1 within (topic, key) without gaps; `hash` covers the
 * event and `previousHash`, so a removed or changed event shows.
 */
export interface EventRecord {
  readonly id: string;
  readonly topic: Topic;
  /** `project/environment/pipeline`: the Kafka key, and the unit of order. */
  readonly key: string;
  readonly sequence: number;
  /** One of `EVENT_TYPES`; a newer version may have written others. */
  readonly type: string;
  /** UTC milliseconds. */
  readonly at: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly previousHash: string;
  readonly hash: string;
  readonly publishedAt: number | undefined;
}

/** How far the chain of a key had come when a head record was written. */
export interface ChainHead {
  readonly key: string;
  /** Its sequence at the head record before that told of it; 0 where none did. */
  readonly after: number;
  readonly sequence: number;
  /** Of the event with that sequence. */
  readonly hash: string;
}

/** Data of `chain.heads`: every chain of an environment that has grown since it was told of. */
export interface ChainHeads {
  readonly project: string;
  readonly environment: string;
  readonly actor: string;
  readonly heads: readonly ChainHead[];
  /** Where the environment's own chain in the other topic is, so that the one shows what is cut off the other. */
  readonly beside?: { readonly topic: Topic; readonly sequence: number; readonly hash: string };
}

/** An event that no other method of the store writes: a person's action, a refused revision. */
export interface AuditEvent {
  readonly key: string;
  readonly type: EventType;
  readonly data: Readonly<Record<string, unknown>>;
}

/** Carries committed events. At least once, in order per key; readers drop repeats by id. */
export interface Bus {
  /**
   * Creates what is missing. Returns the topics that hold nothing and never did: what was published before is not on
   * this bus. Throws BUS_UNREACHABLE (retryable) or BUS_REFUSED.
   */
  open(): Promise<readonly Topic[]>;
  /** Resolves when every event is stored by the bus; throws and may have stored some. */
  publish(events: readonly EventRecord[]): Promise<void>;
  close(): Promise<void>;
}
