/** So often a pipeline is healed in a day; what does not hold then is somebody's will, and is left to people. */
const HEALS = 3;
const DAY_MS = 86_400_000;
/** Between the first heal and the second; doubled for the next. */
const REST_MS = 600_000;

/** How often pipelines were healed, in the memory of the process that leads. */
export class Heals {
  readonly #times = new Map<string, readonly number[]>();

  /** `later`: it was healed lately. `given-up`: it did not hold three times. */
  verdict(pipeline: string, now: number): 'now' | 'later' | 'given-up' {
    const times = this.#recent(pipeline, now);
    const last = times.at(-1);
    if (last === undefined) return 'now';
    if (times.length >= HEALS) return 'given-up';
    return now - last < REST_MS * 2 ** (times.length - 1) ? 'later' : 'now';
  }

  note(pipeline: string, now: number): void {
    this.#times.set(pipeline, [...this.#recent(pipeline, now), now]);
  }

  #recent(pipeline: string, now: number): readonly number[] {
    return (this.#times.get(pipeline) ?? []).filter((time) => now - time < DAY_MS);
  }
}
