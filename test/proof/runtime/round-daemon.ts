import { readFile, rename, rm, writeFile } from 'node:fs/promises';
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

/** One daemon of a campaign, over all its lives. Traps are laid and taken up while it runs. */
export class RoundDaemon implements AsyncDisposable {
  readonly name: string;
  readonly #cwd: string;
  readonly #env: Readonly<Record<string, string>>;
  #life: RunningProgram | undefined;
  #ended = false;
  #traps = 0;
  /** What its lives printed last, for a person who looks into a campaign that fell. */
  readonly #output: string[] = [];

  constructor(name: string, cwd: string, env: Readonly<Record<string, string>>) {
    this.name = name;
    this.#cwd = cwd;
    this.#env = env;
  }

  /** Starts it; does not wait until it serves, so that it can be killed young. */
  start(): void {
    const life = startSluice(['serve', '--port', '0', '--state-dir', `.sluice/${this.name}`], {
      cwd: this.#cwd,
      env: { ...this.#env, NODE_OPTIONS: `--import=${HOOK}`, SLUICE_TEST_TRAP: this.#trapFile },
    });
    this.#life = life;
    this.#ended = false;
    void life.ended.then(() => {
      if (this.#life === life) this.#ended = true;
    });
  }

  /** From now on it is caught where the trap says, this life or the next. */
  async arm({ nth, signal, pattern }: DaemonTrap): Promise<void> {
    await rm(this.#sprungFile, { force: true });
    const draft = `${this.#trapFile}.draft`;
    // The serial makes a trap that is laid a second time another one.
    await writeFile(draft, `${this.#traps++} ${nth} ${signal} ${pattern}`);
    await rename(draft, this.#trapFile);
  }

  /** Takes the trap up. It may be in it already: ask {@link sprung} afterwards. */
  async disarm(): Promise<void> {
    await rm(this.#trapFile, { force: true });
  }

  /** The point at which the last trap shut; undefined while it has not. */
  async sprung(): Promise<string | undefined> {
    const text = await readFile(this.#sprungFile, 'utf8').catch(() => undefined);
    return text?.trim().split(' ')[1];
  }

  signal(name: NodeJS.Signals): void {
    this.#life?.signal(name);
  }

  /** Whether it was ended and not started again. */
  get isDown(): boolean {
    return this.#life === undefined;
  }

  /** Whether it has ended, by itself or in a trap. */
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

  get #trapFile(): string {
    return join(this.#cwd, `${this.name}.trap`);
  }

  get #sprungFile(): string {
    return `${this.#trapFile}.sprung`;
  }

  async #over() {
    const end = await this.#life?.ended;
    if (end !== undefined) this.#output.push(`${end.stdout}${end.stderr}`);
    this.#life = undefined;
    this.#ended = false;
    return end;
  }
}
