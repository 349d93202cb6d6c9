import { fork, type ChildProcess } from 'node:child_process';
import type { CompiledFolder } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import type { Clock, CompileFolder } from '../ports/index.ts';
import { fromPlainFolder, type CompileReply, type CompileRequest, type CompilerSetup } from './compile-reply.ts';

export interface CompilerProcessOptions {
  /** What it runs, `definitions.worker.js`. */
  readonly program: string;
  readonly compilerOptions: CompilerSetup['compilerOptions'];
  readonly clock: Clock;
  /** What it remembers is worth some hundred megabytes: it ends when nobody has asked for so long. */
  readonly idleMs: number;
}

/**
 * Keeping 10,000 pipelines takes seconds of a core, which whoever asked needs at first to deploy them. A process that is to end before
 * that has half of its time for it.
 */
const KEEP_AFTER_MS = 30_000;
/**
 * Megabytes of each half of the young generation. A compilation makes much that lives as long as it does, which the 16 of
 * Node 20 has copied again and again: a sixth of the time of 10,000 pipelines.
 */
const YOUNG_HALF_MB = 64;
/** Of the daemon's environment, which has passwords in it, what a Node process of ours needs. */
const INHERITED = ['PATH', 'HOME', 'TMPDIR', 'NODE_OPTIONS'];

/**
 * A compiler in a process of its own, started when it is asked and ended when it is idle: what a thread has used stays with the process
 * (the C library keeps some hundred megabytes of 10,000 pipelines). Does not keep the asking process alive, and ends with it.
 */
export class CompilerProcess {
  readonly #options: CompilerProcessOptions;
  #child: ChildProcess | undefined;
  #asked = 0;
  #isBusy = false;
  /** Ends the one timer that is under way. */
  #rest = new AbortController();

  constructor(options: CompilerProcessOptions) {
    this.#options = options;
  }

  /** True while it remembers anything. */
  get isRunning(): boolean {
    return this.#child !== undefined;
  }

  /**
   * One at a time: the newest call ends the process of one that goes on, which nobody waits for any more. Throws SOURCE_UNREADABLE
   * where the process ends or fails; the next call starts another.
   */
  compile: CompileFolder = async (root, known = new Map()): Promise<CompiledFolder> => {
    const id = ++this.#asked;
    this.#rest.abort();
    if (this.#isBusy) await this.close();
    this.#isBusy = true;
    const reply = await this.#answer((this.#child ??= this.#start()), { id, root, known });
    if (id === this.#asked) this.#isBusy = false;
    if ('thrown' in reply) throw cannotCompile(reply.thrown);
    if (id === this.#asked) void this.#endWhenIdle((this.#rest = new AbortController()).signal);
    return fromPlainFolder(reply);
  };

  async close(): Promise<void> {
    this.#rest.abort();
    const child = this.#child;
    this.#child = undefined;
    // nothing of it is to be ended well: what it keeps on disk is written whole or not at all
    child?.kill('SIGKILL');
  }

  async #answer(child: ChildProcess, request: CompileRequest): Promise<CompileReply> {
    const { id } = request;
    return new Promise((resolve) => {
      const settle = (reply: CompileReply): void => {
        child.off('message', hear).off('error', fail).off('exit', end);
        resolve(reply);
      };
      const hear = (message: unknown): void => {
        const reply = message as CompileReply; // of our own program
        // one that was given up may answer yet
        if (reply.id === id) settle(reply);
      };
      const fail = (error: Error): void => settle({ id, thrown: error.message });
      const end = (code: number | null, signal: string | null): void =>
        settle({ id, thrown: `its process ended with ${code ?? signal}` });
      child.on('message', hear).on('error', fail).on('exit', end);
      // one that ends meanwhile is heard of by its exit
      child.send(request, () => {});
    });
  }

  #start(): ChildProcess {
    const { program, compilerOptions, idleMs } = this.#options;
    const setup: CompilerSetup = { compilerOptions, keepAfterMs: Math.min(KEEP_AFTER_MS, idleMs / 2) };
    const child = fork(program, [JSON.stringify(setup)], {
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
      execArgv: [`--max-semi-space-size=${YOUNG_HALF_MB}`],
      env: Object.fromEntries(INHERITED.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : []))),
    });
    child.unref();
    child.channel?.unref();
    // also one that falls between two requests is not there at the next one
    const forget = (): void => {
      if (this.#child === child) this.#child = undefined;
    };
    return child.on('error', forget).on('exit', forget);
  }

  async #endWhenIdle(signal: AbortSignal): Promise<void> {
    await this.#options.clock.sleep(this.#options.idleMs, signal);
    if (!signal.aborted) await this.close();
  }
}

function cannotCompile(reason: string): OperatingError {
  return new OperatingError('SOURCE_UNREADABLE', `the project could not be compiled: ${reason}`, {
    retryable: true,
    help: 'it is tried again; if that does not help, `sluice check` in the folder says more',
  });
}
