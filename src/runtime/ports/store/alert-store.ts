import type { AlertFacts } from '../../../compiler/index.ts';
import type { EventType } from '../event-types.ts';
import type { RunReason, Scope } from '../run.ts';

/** What people are told of. */
export type AlertReason = 'failed' | 'late' | 'stalled';

/** A deployed pipeline that says who is told. */
export interface AlertedPipeline {
  readonly pipeline: string;
  readonly alerts: AlertFacts;
  /** What runs have told of it from here on is not judged yet: a sequence of its chain. */
  readonly readTo: number;
  /** The end of that chain; greater than `readTo` where there is something to judge. */
  readonly head: number;
  /** Nothing says yet up to where it is judged. */
  readonly isNew: boolean;
  /** When it was deployed as it is, UTC milliseconds. */
  readonly appliedAt: number;
}

/** An end of a run, as its event tells it. */
export interface RunEnd {
  readonly sequence: number;
  readonly type: EventType;
  readonly at: number;
  readonly run: string;
  readonly fireTime: number;
  readonly reason?: RunReason;
}

/** Something that is amiss, of which people are told until it is over. There is one of a pipeline and a reason at most. */
export interface OpenAlert {
  readonly pipeline: string;
  readonly reason: AlertReason;
  /** UTC milliseconds. */
  readonly since: number;
  /** Of the run that it began with; of a deployment that is stalled none. */
  readonly fireTime?: number;
  readonly run?: string;
  /** Why, where the record says so. */
  readonly cause?: RunReason;
  /** The channels that were told, at once or since it lasts. */
  readonly channels: readonly string[];
}

/** A message to a channel, on record before it is sent. */
export interface AlertOnItsWay {
  /** The same for the same matter, state and channel: it is recorded once. */
  readonly id: string;
  readonly channel: string;
  /** When it was put on record, a little later each, in their order; UTC milliseconds. */
  readonly createdAt: number;
  /** What is sent, in the words of its language; no secret. */
  readonly document: AlertMessage;
  /** Not before this, UTC milliseconds. */
  readonly notBefore: number;
  /** How often it was sent in vain. */
  readonly tries: number;
}

/** What a channel is to tell people, in words that are already of their language. */
export interface AlertMessage {
  /** The same for all that is told of one matter, so that a receiver can tell a repetition: never changes while it lasts. */
  readonly key: string;
  readonly status: 'firing' | 'resolved';
  /** One line. */
  readonly title: string;
  /** What follows, a line each. */
  readonly lines: readonly string[];
  /** Names and values for receivers that route by them; no secret. */
  readonly labels: Readonly<Record<string, string>>;
  /** Since when it holds, UTC milliseconds. */
  readonly startedAt: number;
  /** Since when it holds no more; only with `resolved`. */
  readonly endedAt?: number;
}

/** What one look has found. */
export interface AlertChanges {
  /** Up to where chains of pipelines are judged now. */
  readonly readTo: readonly { readonly pipeline: string; readonly sequence: number }[];
  readonly opened: readonly OpenAlert[];
  readonly closed: readonly Pick<OpenAlert, 'pipeline' | 'reason'>[];
  readonly messages: readonly Omit<AlertOnItsWay, 'tries'>[];
}

/** What became of messages that were sent together. */
export type AlertSending =
  | { readonly kind: 'sent'; readonly at: number }
  | { readonly kind: 'later'; readonly notBefore: number; readonly tries: number }
  /** Given up; the next message to the channel says how many were. */
  | { readonly kind: 'dropped'; readonly at: number };

/**
 * Alerts: what is amiss, and the messages about it. What runs have told is read from their events, by the sequence in each chain, which is
 * the order of commits: none is passed over, whoever wrote it and whenever. All that write are the leader's.
 */
export interface AlertStore {
  /** The pipelines of a scope whose deployment says who is told, by name. A new one is judged from its deployment on. */
  alertedPipelines(scope: Scope): Promise<readonly AlertedPipeline[]>;
  /** The ends of runs of a pipeline after a sequence of its chain, the oldest first. */
  runEnds(scope: Scope, pipeline: string, after: number, upTo: number, limit: number): Promise<readonly RunEnd[]>;
  openAlerts(scope: Scope): Promise<readonly OpenAlert[]>;
  /** Records all of it or nothing; a message that is on record stays as it is. */
  recordAlerts(fence: number, scope: Scope, changes: AlertChanges): Promise<void>;
  /**
   * Messages that wait to be sent, of each channel the oldest first, `limit` of each at most: one that cannot be told keeps no other
   * waiting. @param silent Channels whose messages are not asked for.
   */
  waitingAlerts(scope: Scope, limit: number, silent?: readonly string[]): Promise<readonly AlertOnItsWay[]>;
  /** When messages were sent to channels since `since`, and how many were given up since and not told. */
  alertTraffic(scope: Scope, since: number): Promise<readonly AlertTraffic[]>;
  settleAlerts(fence: number, scope: Scope, ids: readonly string[], sending: AlertSending): Promise<void>;
  /** That the people of a channel know by now how many were given up. */
  tellDropped(fence: number, scope: Scope, channel: string): Promise<void>;
  /**
   * Removes what was sent or given up before `before`, and up to where pipelines were judged that tell nobody any more: one that does so
   * again later is judged from then on. Returns how many messages that were.
   */
  forgetAlerts(fence: number, scope: Scope, before: number): Promise<number>;
}

/** What a channel was sent. */
export interface AlertTraffic {
  readonly channel: string;
  /** UTC milliseconds; each sending once, however many messages it held. */
  readonly sentAt: readonly number[];
  readonly dropped: number;
}
