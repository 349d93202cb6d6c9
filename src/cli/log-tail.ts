import type { OperatorApi } from './operator-api.ts';

interface LogPage {
  readonly text: string;
  readonly nextOffset: number;
}

/** What the attempts of a run print, each look from where the one before has ended. */
export class LogTail {
  readonly #api: Pick<OperatorApi, 'get'>;
  readonly #run: string;
  #attempt = 0;
  #offset = 0;

  constructor(api: Pick<OperatorApi, 'get'>, run: string) {
    this.#api = api;
    this.#run = run;
  }

  /** Gives what has come of an attempt since the last look, bit by bit; of another attempt than before from its beginning. */
  async read(attempt: number, write: (text: string) => void): Promise<void> {
    if (attempt !== this.#attempt) [this.#attempt, this.#offset] = [attempt, 0];
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
