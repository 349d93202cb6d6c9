import { Worker } from 'node:worker_threads';
import type { CompiledFolder } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import type { Clock, CompileFolder } from '../ports/index.ts';
import { fromPlainFolder, type CompileReply, type CompileRequest, type CompilerSetup } from './compile-reply.ts';

export interface CompilerThreadOptions {
  /** The program of the thread, `definitions.worker.js`. */
  readonly program: string;
  readonly compilerOptions: CompilerSetup['compilerOptions'];
  readonly clock: Clock;
  /** What the thread remembers is worth some hundred megabytes: it ends when nobody has asked for so long. */
  readonly idleMs: number;
}

/**
 * Keeping 10,000 pipelines takes seconds of a core, which whoever asked needs at first to deploy them. A thread that is to end before
 * that has half of its time for it.
 */
const KEEP_AFTER_MS = 30_000;

/** A compiler in a thread of its own, started when it is asked and ended when it is idle. Does not keep the process alive. */
export class CompilerThread {
  readonly #options: CompilerThreadOptions;
  #worker: Worker | undefined;
  #asked = 0;
  #isBusy = false;
  /** Ends the one timer that is under way. */
  #rest = new AbortController();

  constructor(options: CompilerThreadOptions) {
    this.#options = options;
  }

  /** True while it remembers anything. */
  get isRunning(): boolean {
    return this.#worker !== undefined;
  }

  /**
   * One at a time: the newest call ends the thread of one that goes on, which nobody waits for any more. Throws SOURCE_UNREADABLE
   * where the thread ends or fails; the next call starts another.
   */
  compile: CompileFolder = async (root, known = new Map()): Promise<CompiledFolder> => {
    const id = ++this.#asked;
    this.#rest.abort();
    if (this.#isBusy) await this.#end();
    this.#isBusy = true;
    const worker = (this.#worker ??= this.#start());
    const reply = await new Promise<CompileReply>((resolve) => {
      const settle = (answer: CompileReply): void => {
        for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
        resolve(answer);
      };
      const ended = (thrown: string): void => {
        this.#worker = undefined;
        settle({ id, thrown });
      };
      // one that was given up may answer yet
      worker.on('message', (answer: CompileReply) => {
        if (answer.id === id) settle(answer);
      });
      worker.on('error', (error: Error) => ended(error.message));
      worker.on('exit', (code) => ended(`its thread ended with ${code}`));
      worker.postMessage({ id, root, known } satisfies CompileRequest);
    });
    if (id === this.#asked) this.#isBusy = false;
    // a thread that fails between two requests is not there at the next one
    worker.on('error', () => this.#forget(worker));
    worker.on('exit', () => this.#forget(worker));
    if ('thrown' in reply) throw cannotCompile(reply.thrown);
    if (id === this.#asked) void this.#endWhenIdle((this.#rest = new AbortController()).signal);
    return fromPlainFolder(reply);
  };

  async close(): Promise<void> {
    this.#rest.abort();
    await this.#end();
  }

  #start(): Worker {
    const { program, compilerOptions, idleMs } = this.#options;
    const keepAfterMs = Math.min(KEEP_AFTER_MS, idleMs / 2);
    const worker = new Worker(program, { workerData: { compilerOptions, keepAfterMs } satisfies CompilerSetup });
    worker.unref();
    return worker;
  }

  #forget(worker: Worker): void {
    if (this.#worker === worker) this.#worker = undefined;
  }

  async #endWhenIdle(signal: AbortSignal): Promise<void> {
    await this.#options.clock.sleep(this.#options.idleMs, signal);
    if (!signal.aborted) await this.#end();
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }
}

function cannotCompile(reason: string): OperatingError {
  return new OperatingError('SOURCE_UNREADABLE', `the project could not be compiled: ${reason}`, {
    retryable: true,
    help: 'it is tried again; if that does not help, `sluice check` in the folder says more',
  });
}
