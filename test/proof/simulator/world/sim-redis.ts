import type { RedisKey } from '../../../../src/runtime/leader/index.ts';
import type { Clock } from '../../../../src/runtime/ports/index.ts';
import type { Link } from './link.ts';

interface Held {
  readonly holder: string;
  readonly until: number;
}

interface Memory {
  readonly held: ReadonlyMap<string, Held>;
  readonly terms: ReadonlyMap<string, number>;
}

/** One Redis, which answers the three scripts of a lease as its documentation says, and forgets when it is told to. */
export class SimRedis {
  readonly #clock: Clock;
  #held = new Map<string, Held>();
  #terms = new Map<string, number>();
  #snapshot: Memory = { held: new Map(), terms: new Map() };

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** The key of a lease, as one process reaches it. */
  key(name: string, holder: string, ttlMs: number, link: Link): RedisKey {
    return {
      acquire: () =>
        link.call('acquire', () => {
          const other = this.#holder(name);
          if (other !== undefined && other !== holder) return 0;
          const term = (this.#terms.get(name) ?? 0) + 1;
          this.#terms.set(name, term);
          this.#held.set(name, { holder, until: this.#clock.now() + ttlMs });
          return term;
        }),
      renew: () =>
        link.call('renew', () => {
          if (this.#holder(name) !== holder) return false;
          this.#held.set(name, { holder, until: this.#clock.now() + ttlMs });
          return true;
        }),
      release: () =>
        link.call('release', () => {
          if (this.#holder(name) === holder) this.#held.delete(name);
        }),
      holder: () => link.call('holder', () => this.#holder(name)),
      close: () => undefined,
    };
  }

  /** FLUSHALL. */
  flush(): void {
    this.#held = new Map();
    this.#terms = new Map();
  }

  snapshot(): void {
    this.#snapshot = { held: new Map(this.#held), terms: new Map(this.#terms) };
  }

  /** As put back from the last snapshot: what it held then has run out, or has not. */
  restore(): void {
    this.#held = new Map(this.#snapshot.held);
    this.#terms = new Map(this.#snapshot.terms);
  }

  #holder(name: string): string | undefined {
    const held = this.#held.get(name);
    return held !== undefined && held.until > this.#clock.now() ? held.holder : undefined;
  }
}
