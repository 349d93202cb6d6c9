import { AUDIT_TOPIC, type Topic } from '../ports/index.ts';
import type { ChainFinding, ChainFindingKind } from './chain-finding.ts';
import { CHAIN_START, eventId, hashEvent } from './event-hash.ts';
import type { PublishedEvent } from './read-event.ts';
import type { RecentHashes } from './recent-hashes.ts';

/** What a head record says of a chain. */
export interface Told {
  /** What it told of before; undefined where it says nothing of that. */
  readonly after: number | undefined;
  readonly sequence: number;
  readonly hash: string;
  /** When: UTC milliseconds. */
  readonly at: number;
  readonly place: string;
}

/** What became of an event that was read. */
export type Taken = 'new' | 'repeat' | 'uncompared' | 'wrong';

/** What the next event is compared with; its data is let go. */
type LastEvent = Pick<PublishedEvent, 'sequence' | 'hash' | 'type'>;

interface Gap {
  readonly from: number;
  readonly to: number;
  readonly place: string;
}

/**
 * The events of one key in one topic, as they are read one after the other. Of a chain only its end is kept, and what head
 * records tell that is not reached yet.
 */
export class Chain {
  readonly topic: Topic;
  readonly key: string;
  /** Sequence and time of the first event that is there. */
  first: { readonly sequence: number; readonly at: number } | undefined;
  /** A head record has told of it. */
  isTold = false;
  /** The newest head record that tells of events from before the first one. */
  incompleteAt: number | undefined;
  #last: LastEvent | undefined;
  #gap: Gap | undefined;
  #finding: ChainFinding | undefined;
  #told: readonly Told[] = [];
  readonly #recent: RecentHashes;

  constructor(topic: Topic, key: string, recent: RecentHashes) {
    this.topic = topic;
    this.key = key;
    this.#recent = recent;
  }

  take(event: PublishedEvent, place: string): Taken {
    if (hashEvent(event) !== event.hash || eventId(event.hash) !== event.id)
      return this.#wrong('changed', event, place);
    const { sequence, hash } = event;
    const last = this.#last?.sequence ?? 0;
    if (this.#last !== undefined && sequence <= last) return this.#takeEarlier(event, place);
    this.#recent.keep(this.topic, this.key, sequence, hash);
    if (this.#last === undefined) this.#begin(event, place);
    else if (sequence > last + 1) this.#note({ from: last + 1, to: sequence - 1, place });
    // The one before hangs by its own hash on all before it: it was put in the place of another.
    else if (event.previousHash !== this.#last.hash) this.#wrong('changed', this.#last, place);
    this.#last = { sequence, hash, type: event.type };
    this.#keepPromises();
    return 'new';
  }

  /** A head record tells where the chain was. */
  tell(told: Told): void {
    this.isTold = true;
    if (this.first !== undefined) this.#compareStart(told);
    if (told.sequence > (this.#last?.sequence ?? 0)) this.#told = [...this.#told, told];
    else this.#compare(told);
  }

  /** The head record that tells of the most, of a chain of which nothing is there. */
  get newestTold(): Told | undefined {
    return this.#told.reduce<Told | undefined>(
      (newest, told) => (newest === undefined || told.sequence > newest.sequence ? told : newest),
      undefined,
    );
  }

  get isEmpty(): boolean {
    return this.#last === undefined;
  }

  /** When all was read: the first thing that is wrong, if any is. */
  end(): ChainFinding | undefined {
    if (this.#finding !== undefined) return this.#finding;
    const { topic, key } = this;
    const gap = this.#gap;
    if (gap !== undefined) return { kind: 'removed', topic, key, ...rangeOf(gap.from, gap.to), place: gap.place };
    const told = this.newestTold;
    if (told === undefined) return undefined;
    const range = rangeOf((this.#last?.sequence ?? 0) + 1, told.sequence);
    return { kind: 'cut', topic, key, ...range, place: told.place, toldAt: told.at };
  }

  #begin(event: PublishedEvent, place: string): void {
    this.first = { sequence: event.sequence, at: event.at };
    for (const told of this.#told) this.#compareStart(told);
    if (event.sequence === 1) {
      if (event.previousHash !== CHAIN_START) this.#wrong('changed', event, place);
      return;
    }
    if (this.topic === AUDIT_TOPIC) this.#note({ from: 1, to: event.sequence - 1, place });
    const before = this.#told.find(({ sequence }) => sequence === event.sequence - 1);
    if (before !== undefined && before.hash !== event.previousHash) this.#wrong('changed', event, place);
  }

  #takeEarlier(event: PublishedEvent, place: string): Taken {
    const { sequence, hash } = event;
    const gap = this.#gap;
    if (gap !== undefined && sequence >= gap.from && sequence <= gap.to) {
      this.#gap = undefined;
      return this.#wrong('reordered', event, place);
    }
    if (sequence < (this.first?.sequence ?? 1)) return this.#wrong('reordered', event, place);
    const known = this.#recent.of(this.topic, this.key, sequence);
    if (known === undefined) return 'uncompared';
    return known === hash ? 'repeat' : this.#wrong('doubled', event, place);
  }

  #keepPromises(): void {
    if (this.#told.length === 0) return;
    const reached = this.#last?.sequence ?? 0;
    for (const told of this.#told) if (told.sequence <= reached) this.#compare(told);
    this.#told = this.#told.filter(({ sequence }) => sequence > reached);
  }

  #compareStart({ after, at }: Told): void {
    if (after === undefined || after + 1 >= (this.first?.sequence ?? 1)) return;
    this.incompleteAt = Math.max(this.incompleteAt ?? 0, at);
  }

  #compare({ sequence, hash, place }: Told): void {
    const known = this.#recent.of(this.topic, this.key, sequence);
    if (known === undefined || known === hash) return;
    this.#wrong('changed', { sequence, type: undefined }, place);
  }

  #note(gap: Gap): void {
    this.#gap ??= gap;
  }

  /** What is noted first counts; a gap that was there before it does too. */
  #wrong(
    kind: ChainFindingKind,
    { sequence, type }: { readonly sequence: number; readonly type: string | undefined },
    place: string,
  ): Taken {
    const { topic, key } = this;
    const isFirst = this.#finding === undefined && this.#gap === undefined;
    if (isFirst) this.#finding = { kind, topic, key, sequence, ...(type === undefined ? {} : { type }), place };
    return 'wrong';
  }
}

function rangeOf(from: number, to: number): Pick<ChainFinding, 'sequence' | 'through'> {
  return from === to ? { sequence: from } : { sequence: from, through: to };
}
