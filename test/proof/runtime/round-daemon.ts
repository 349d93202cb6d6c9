import { type RunningProgram, startSluice } from '../../support/sluice-program.ts';

/** How long a daemon may take to stop when it is asked to; it promises five seconds. */
const STOP_PATIENCE_MS = 30_000;
const INTERRUPTED = 130;

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

  /** Asks it to end; undefined when it did as it promises, else what it did instead. */
  async stop(): Promise<string | undefined> {
    this.#life?.signal('SIGTERM');
    const patience = setTimeout(() => this.#life?.signal('SIGKILL'), STOP_PATIENCE_MS);
    const end = await this.#over();
    clearTimeout(patience);
    if (end === undefined || end.code === 0) return undefined;
    // One that does not serve yet has nothing to hand over: it is interrupted and says so, or it was asked before
    // it had listened for the signal at all.
    const young = !/Sluice serves/.test(end.stdout + end.stderr);
    if (young && (end.code === INTERRUPTED || end.signal === 'SIGTERM')) return undefined;
    return `a daemon that was asked to stop ended with ${end.code ?? end.signal}`;
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
