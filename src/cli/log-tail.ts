import type { OperatorApi } from './operator-api.ts';

interface LogPage {
  readonly text: string;
  readonly nextOffset: number;
}

/** What the attempts of a run print, each look from where the one before has ended. */
export class LogTail {
  readonly #api: Pick<OperatorApi, 'get'>;
  readonly #run: string;
  #attempt: number | undefined;
  #offset = 0;

  /** @param first The attempt to begin with; absent = the one that is asked for first. */
  constructor(api: Pick<OperatorApi, 'get'>, run: string, first?: number) {
    this.#api = api;
    this.#run = run;
    this.#attempt = first;
  }

  /**
   * Gives what has come up to an attempt since the last look, bit by bit: of the one before what it printed last, and each after it from
   * its beginning. Nothing of an attempt before the first.
   */
  async read(upTo: number, write: (text: string) => void): Promise<void> {
    this.#attempt ??= upTo;
    while (this.#attempt <= upTo) {
      await this.#readOn(this.#attempt, write);
      if (this.#attempt === upTo) return;
      this.#attempt += 1;
      this.#offset = 0;
    }
  }

  async #readOn(attempt: number, write: (text: string) => void): Promise<void> {
    for (;;) {
      const page = await this.#api.get<LogPage>(
        `/api/v1/runs/${this.#run}/logs?attempt=${attempt}&offset=${this.#offset}`,
      );
      if (page.text !== '') write(page.text);
      if (page.nextOffset <= this.#offset) return;
      this.#offset = page.nextOffset;
    }
  }
}
