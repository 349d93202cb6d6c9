import { AUDIT_TOPIC, RUNS_TOPIC, type Topic } from '../ports/index.ts';
import { Chain } from './chain.ts';
import type { ChainFinding } from './chain-finding.ts';
import { readEvent, readHeads, type PublishedEvent } from './read-event.ts';
import { RecentHashes } from './recent-hashes.ts';

/** Something that was read where events are. */
export interface FoundEvent {
  /** Where: a line of a file, an offset of a partition. */
  readonly place: string;
  /** What is there, read as JSON; undefined where it is none. */
  readonly value: unknown;
  /** Of the record that it is in; absent where there is no record around it. */
  readonly key?: string;
}

export interface VerifyOptions {
  /**
   * UTC milliseconds. Head records from later on are not held against what is there: while somebody publishes, one may be
   * read before what it tells of. Absent = nobody does.
   */
  readonly settled?: number;
  /** Topics that were read as a whole, so that one without an event is missing and not just left out. Absent = those with events. */
  readonly topics?: readonly Topic[];
  /** UTC milliseconds: from here on nothing may have expired. */
  readonly since?: number;
  /** Called once in a while with how many events were read. */
  readonly progress?: (events: number) => void;
}

/** What was read of a topic. */
export interface TopicVerification {
  readonly topic: Topic;
  readonly events: number;
  readonly chains: number;
  readonly headRecords: number;
  /** UTC milliseconds; the topic is complete from there on. Null = from its first event on. */
  readonly completeFrom: number | null;
  /** Chains that head records tell of and of which nothing is there any more. */
  readonly expiredChains: number;
  /** When the newest event happened; null where there is none. */
  readonly newest: number | null;
}

/** What verifying came to. It holds where there are no findings. */
export interface Verification {
  readonly topics: readonly TopicVerification[];
  /** Events that came more than once: delivery is at least once. */
  readonly repeats: number;
  /** Of those, how many lie too far from the first to be compared with it. */
  readonly uncompared: number;
  /** Of each chain the first one. */
  readonly findings: readonly ChainFinding[];
}

const PROGRESS_EVERY = 5_000;

/**
 * Proves that events are whole: of each key and topic none is removed, changed, put elsewhere or added, up to the last that a
 * head record tells of. Needs nothing but the events, in their order within each key; memory is bounded by the number of
 * keys. The audit is complete from its first event, or it is not; runs may have expired, and are complete from a time on.
 */
export async function verifyEvents(
  found: AsyncIterable<FoundEvent>,
  options: VerifyOptions = {},
): Promise<Verification> {
  const verifier = new Verifier(options);
  for await (const each of found) verifier.take(each);
  return verifier.end();
}

interface TopicCount {
  events: number;
  headRecords: number;
  newest: number | null;
}

class Verifier {
  readonly #options: VerifyOptions;
  readonly #chains = new Map<string, Chain>();
  readonly #recent = new RecentHashes();
  readonly #counts: Record<Topic, TopicCount> = { [AUDIT_TOPIC]: noneYet(), [RUNS_TOPIC]: noneYet() };
  readonly #unreadable: ChainFinding[] = [];
  #read = 0;
  #repeats = 0;
  #uncompared = 0;
  /** Something of the runs has expired: a chain begins later than with its first event. */
  #expires = false;

  constructor(options: VerifyOptions) {
    this.#options = options;
  }

  take({ place, value, key }: FoundEvent): void {
    this.#read++;
    if (this.#read % PROGRESS_EVERY === 0) this.#options.progress?.(this.#read);
    const event = readEvent(value);
    if (event === undefined || (key !== undefined && key !== event.key)) {
      this.#unreadable.push({ kind: 'unreadable', place });
      return;
    }
    const count = this.#counts[event.topic];
    count.events++;
    const taken = this.#chainOf(event.topic, event.key).take(event, place);
    if (taken === 'repeat' || taken === 'uncompared') this.#repeats++;
    if (taken === 'uncompared') this.#uncompared++;
    if (taken !== 'new') return;
    count.newest = Math.max(count.newest ?? 0, event.at);
    if (event.type === 'chain.heads') this.#takeHeads(event, place);
  }

  end(): Verification {
    const chains = [...this.#chains.values()];
    this.#expires = this.#chainsOf(RUNS_TOPIC).some(({ first }) => first !== undefined && first.sequence > 1);
    const broken = chains.flatMap((chain) => (this.#isExcused(chain) ? [] : (chain.end() ?? [])));
    const topics = [AUDIT_TOPIC, RUNS_TOPIC].map((topic) => this.#topic(topic as Topic));
    return {
      topics,
      repeats: this.#repeats,
      uncompared: this.#uncompared,
      findings: [...this.#unreadable, ...broken, ...this.#tooLate(topics)],
    };
  }

  #takeHeads(event: PublishedEvent, place: string): void {
    this.#counts[event.topic].headRecords++;
    if (event.at > (this.#options.settled ?? Number.POSITIVE_INFINITY)) return;
    const { heads, beside } = readHeads(event);
    const { at } = event;
    for (const { key, after, sequence, hash } of heads)
      this.#chainOf(event.topic, key).tell({ after, sequence, hash, at, place });
    if (beside === undefined) return;
    const { topic, sequence, hash } = beside;
    this.#chainOf(topic, event.key).tell({ after: undefined, sequence, hash, at, place });
  }

  #chainOf(topic: Topic, key: string): Chain {
    const name = `${topic} ${key}`;
    const known = this.#chains.get(name);
    if (known !== undefined) return known;
    const made = new Chain(topic, key, this.#recent);
    this.#chains.set(name, made);
    return made;
  }

  /** A chain of which nothing is there: its topic was not read, or all of it has expired. */
  #isExcused(chain: Chain): boolean {
    if (!chain.isEmpty) return false;
    const isRead = this.#counts[chain.topic].events > 0;
    if (chain.topic === AUDIT_TOPIC) return !isRead && this.#options.topics?.includes(AUDIT_TOPIC) !== true;
    return !isRead || this.#expires || chain.newestTold?.after === undefined;
  }

  #topic(topic: Topic): TopicVerification {
    const chains = this.#chainsOf(topic);
    const expired = topic === RUNS_TOPIC && this.#expires ? chains.filter((chain) => chain.isEmpty) : [];
    const from =
      topic === AUDIT_TOPIC
        ? []
        : [...chains.flatMap(startOf), ...expired.flatMap(({ newestTold }) => newestTold?.at ?? [])];
    return {
      topic,
      ...this.#counts[topic],
      chains: chains.filter((chain) => !chain.isEmpty).length,
      expiredChains: expired.length,
      completeFrom: from.length === 0 ? null : from.reduce((latest, at) => Math.max(latest, at), 0),
    };
  }

  #chainsOf(topic: Topic): readonly Chain[] {
    return [...this.#chains.values()].filter((chain) => chain.topic === topic);
  }

  #tooLate(topics: readonly TopicVerification[]): readonly ChainFinding[] {
    const { since } = this.#options;
    if (since === undefined) return [];
    return topics.flatMap(({ topic, completeFrom }): readonly ChainFinding[] =>
      completeFrom === null || completeFrom <= since
        ? []
        : [{ kind: 'expired', topic, place: topic, toldAt: completeFrom }],
    );
  }
}

/** From when on a chain is complete; nothing where it is from its first event, or since before any head record that is kept. */
function startOf({ first, isTold, incompleteAt }: Chain): readonly number[] {
  if (first === undefined || first.sequence === 1) return [];
  if (incompleteAt !== undefined) return [incompleteAt];
  return isTold ? [] : [first.at];
}

function noneYet(): TopicCount {
  return { events: 0, headRecords: 0, newest: null };
}
