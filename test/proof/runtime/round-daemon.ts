import { type RunningProgram, startSluice } from '../../support/sluice-program.ts';

/** How long a daemon may take to stop when it is asked to; it promises five seconds. */
const STOP_PATIENCE_MS = 30_000;

/** One daemon of a round, over all its lives. */
export class RoundDaemon implements AsyncDisposable {
  readonly #state: string;
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;
  #life: RunningProgram | undefined;
  #ended = false;
  /** What its lives printed last, for a person who looks into a round that fell. */
  readonly #output: string[] = [];

  constructor(state: string, cwd: string, env: Readonly<Record<string, string>>) {
    this.#state = state;
    this.#cwd = cwd;
    this.#env = env;
  }

  /** Starts it; does not wait until it serves, so that it can be killed young. */
  start(): void {
    const args = ['serve', '--port', '0', '--state-dir', `.sluice/${this.#state}`];
    const life = startSluice(args, { cwd: this.#cwd, env: this.#env });
    this.#life = life;
    this.#ended = false;
    void life.ended.then(() => {
      if (this.#life === life) this.#ended = true;
    });
  }

  signal(name: NodeJS.Signals): void {
    this.#life?.signal(name);
  }

  /** Whether it has ended by itself: nothing that this proof does may make it. */
  get hasEnded(): boolean {
    return this.#ended;
  }

  /** kill -9. */
  async kill(): Promise<void> {
    this.#life?.signal('SIGKILL');
    await this.#over();
  }

  /** Asks it to end; the exit code, or a word for a daemon that does not end. */
  async stop(): Promise<number | string> {
    this.#life?.signal('SIGTERM');
    const patience = setTimeout(() => this.#life?.signal('SIGKILL'), STOP_PATIENCE_MS);
    const end = await this.#over();
    clearTimeout(patience);
    return end?.code ?? 'killed, for it did not end';
  }

  get output(): string {
    return this.#output.join('\n');
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.kill();
  }

  async #over() {
    const end = await this.#life?.ended;
    if (end !== undefined) this.#output.push(`${end.stdout}${end.stderr}`);
    this.#life = undefined;
    this.#ended = false;
    return end;
  }
}
