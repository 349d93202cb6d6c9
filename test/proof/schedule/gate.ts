/** What every call of a simulated process passes through: open, shut for a while (SIGSTOP), or shut for ever (kill -9). */
export class Gate {
  #opened: Promise<void> | undefined;
  #open: (() => void) | undefined;
  #dead = false;
  #countdown = Number.POSITIVE_INFINITY;
  #atZero: 'freeze' | 'die' | undefined;

  get dead(): boolean {
    return this.#dead;
  }

  /** At the nth pass from now on, which is just before or just after a call of the store, it freezes or dies. */
  trap(passes: number, what: 'freeze' | 'die'): void {
    this.#countdown = passes;
    this.#atZero = what;
  }

  freeze(): void {
    this.#opened ??= new Promise((resolve) => (this.#open = resolve));
  }

  thaw(): void {
    if (this.#dead) return;
    this.#countdown = Number.POSITIVE_INFINITY;
    this.#open?.();
    this.#open = undefined;
    this.#opened = undefined;
  }

  die(): void {
    this.#dead = true;
    this.#opened = new Promise(() => undefined);
  }

  async pass(): Promise<void> {
    this.#countdown--;
    if (this.#countdown <= 0) {
      this.#countdown = Number.POSITIVE_INFINITY;
      if (this.#atZero === 'die') this.die();
      else this.freeze();
    }
    // It may be shut again by the time it opens.
    while (this.#opened !== undefined) await this.#opened;
  }
}

/** The same object, each call of which passes the gate before it is made and before its answer is heard. */
export function gated<T extends object>(target: T, gate: Gate): T {
  return new Proxy(target, {
    get(object, name, receiver) {
      const member: unknown = Reflect.get(object, name, receiver);
      if (typeof member !== 'function') return member;
      return async (...args: unknown[]) => {
        await gate.pass();
        // The member is a method of the object, called as one.
        const answer: unknown = await (member as (...given: unknown[]) => unknown).apply(object, args);
        await gate.pass();
        return answer;
      };
    },
  });
}
