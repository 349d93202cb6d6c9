/** What a round found, as data. */
export interface Findings {
  readonly lost: readonly string[];
  readonly doubled: readonly string[];
  readonly broken: readonly string[];
  readonly counts: Readonly<Record<string, number>>;
}

/** What a round found. Counts are summed over rounds; every problem is one sentence. */
export class Verdict {
  readonly lost: string[] = [];
  readonly doubled: string[] = [];
  /** Whatever else must not be: a broken chain, an exit code, jobs side by side. */
  readonly broken: string[] = [];
  readonly counts: Record<string, number> = {};

  static of({ lost, doubled, broken, counts }: Findings): Verdict {
    const verdict = new Verdict();
    verdict.lost.push(...lost);
    verdict.doubled.push(...doubled);
    verdict.broken.push(...broken);
    Object.assign(verdict.counts, counts);
    return verdict;
  }

  count(name: string, by = 1): void {
    this.counts[name] = (this.counts[name] ?? 0) + by;
  }

  get fell(): boolean {
    return this.problems.length > 0;
  }

  get problems(): readonly string[] {
    return [
      ...this.lost.map((problem) => `lost: ${problem}`),
      ...this.doubled.map((problem) => `doubled: ${problem}`),
      ...this.broken.map((problem) => `broken: ${problem}`),
    ];
  }
}

/** All rounds together, as the last line of a proof tells it. */
export class Tally {
  readonly #area: string;
  readonly #counts: Record<string, number> = {};
  readonly #failing: string[] = [];
  #rounds = 0;
  #lost = 0;
  #doubled = 0;
  #broken = 0;

  constructor(area: string) {
    this.#area = area;
  }

  /** @param seed What makes this round again. */
  add(seed: string, verdict: Verdict): void {
    this.#rounds++;
    this.#lost += verdict.lost.length;
    this.#doubled += verdict.doubled.length;
    this.#broken += verdict.broken.length;
    if (verdict.fell) this.#failing.push(seed);
    for (const [name, value] of Object.entries(verdict.counts)) this.#counts[name] = (this.#counts[name] ?? 0) + value;
  }

  get rounds(): number {
    return this.#rounds;
  }

  get fell(): boolean {
    return this.#failing.length > 0;
  }

  /** `seeds` is how many different ones were run; `failing` names those in which an invariant fell. */
  toJSON(): Readonly<Record<string, unknown>> {
    return {
      area: this.#area,
      rounds: this.#rounds,
      seeds: this.#rounds,
      lost: this.#lost,
      doubled: this.#doubled,
      broken: this.#broken,
      failing: this.#failing,
      ...this.#counts,
    };
  }
}
