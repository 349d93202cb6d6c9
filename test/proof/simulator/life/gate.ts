/** What a process that reaches a point does there. */
export type Fate = 'freeze' | 'die';

/** What every step of a simulated process passes through: open, shut for a while (SIGSTOP), or shut for ever (kill -9). */
export class Gate {
  #opened: Promise<void> | undefined;
  #open: (() => void) | undefined;
  #dead = false;
  #trap: { readonly matches: (point: string) => boolean; left: number; readonly fate: Fate } | undefined;
  readonly #told: (line: string) => void;

  /** @param told Hears where a trap has shut. */
  constructor(told: (line: string) => void) {
    this.#told = told;
  }

  get dead(): boolean {
    return this.#dead;
  }

  get frozen(): boolean {
    return this.#opened !== undefined && !this.#dead;
  }

  /** At the nth point from now on that matches, it freezes or dies. */
  trap(matches: (point: string) => boolean, passes: number, fate: Fate): void {
    this.#trap = { matches, left: passes, fate };
  }

  freeze(): void {
    this.#opened ??= new Promise((resolve) => (this.#open = resolve));
  }

  thaw(): void {
    if (this.#dead) return;
    this.#trap = undefined;
    this.#open?.();
    this.#open = undefined;
    this.#opened = undefined;
  }

  die(): void {
    this.#dead = true;
    this.#opened = new Promise(() => undefined);
  }

  /** @param point Where in the process this is, as `store.recordFire:after`. */
  async pass(point: string): Promise<void> {
    this.#spring(point);
    // It may be shut again by the time it opens.
    while (this.#opened !== undefined) await this.#opened;
  }

  #spring(point: string): void {
    const trap = this.#trap;
    if (trap === undefined || this.#opened !== undefined || !trap.matches(point)) return;
    trap.left--;
    if (trap.left > 0) return;
    this.#trap = undefined;
    this.#told(`${trap.fate === 'die' ? 'dies' : 'freezes'} at ${point}`);
    if (trap.fate === 'die') this.die();
    else this.freeze();
  }
}
