import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type RunningProgram, startSluice } from '../../support/sluice-program.ts';

/** How long a daemon may take to stop when it is asked to; it promises five seconds. */
const STOP_PATIENCE_MS = 30_000;
const INTERRUPTED = 130;
const HOOK = pathToFileURL(fileURLToPath(new URL('../../support/failpoint-hook.mjs', import.meta.url))).href;

/** Where a daemon is to end or to stand still: at the nth point that matches. */
export interface DaemonTrap {
  readonly signal: 'SIGKILL' | 'SIGSTOP';
  readonly nth: number;
  readonly pattern: string;
}

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
  start(trap?: DaemonTrap): void {
    const args = ['serve', '--port', '0', '--state-dir', `.sluice/${this.#state}`];
    const hooked =
      trap === undefined
        ? {}
        : {
            NODE_OPTIONS: `--import=${HOOK}`,
            SLUICE_TEST_FAILPOINT: `${trap.nth} ${trap.signal} ${trap.pattern}`,
            SLUICE_TEST_FAILPOINT_LOG: this.#pointsFile,
          };
    const life = startSluice(args, { cwd: this.#cwd, env: { ...this.#env, ...hooked } });
    this.#life = life;
    this.#ended = false;
    void life.ended.then(() => {
      if (this.#life === life) this.#ended = true;
    });
  }

  /** The point at which the last trap shut; undefined while it has not. */
  async sprung(): Promise<string | undefined> {
    const text = await readFile(this.#pointsFile, 'utf8').catch(() => undefined);
    return text?.trim().split(' ')[1];
  }

  /** Ready for another trap. */
  async forgetTrap(): Promise<void> {
    await rm(this.#pointsFile, { force: true });
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

  get #pointsFile(): string {
    return join(this.#cwd, `${this.#state}.point`);
  }

  async #over() {
    const end = await this.#life?.ended;
    if (end !== undefined) this.#output.push(`${end.stdout}${end.stderr}`);
    this.#life = undefined;
    this.#ended = false;
    return end;
  }
}
