import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import { transformSync } from 'oxc-transform';
import { GUEST_PRELUDE, GUEST_SDK } from './sandbox-guest.ts';
import type { SandboxLimits, SandboxReply, SandboxRequest, SandboxStart } from './sandbox-protocol.ts';

/** Generous for what a definition does (milliseconds, kilobytes), small for what an attack needs. */
export const SANDBOX_LIMITS: SandboxLimits = {
  memoryBytes: 64 * 1024 * 1024,
  timeMs: 1_200,
  outputLength: 4 * 1024 * 1024,
};

/** How much later than the VM's own limit the worker is killed: built-ins are not interrupted, ms of this process. */
const WATCHDOG_GRACE_MS = 400;
/** The same by the clock: a machine so busy that a definition gets nothing done for so long gives no answer either. */
const WATCHDOG_CLOCK_MS = 30_000;
const WATCHDOG_LOOK_MS = 50;

/** What is to be evaluated. */
type Evaluation = Omit<SandboxRequest, 'id' | 'limits'>;

/**
 * A worker that evaluates definitions one after the other, started at the first of them and replaced
 * when it had to be killed. Close it when done; it does not keep the process alive meanwhile.
 */
export class Sandbox implements AsyncDisposable {
  readonly #limits: SandboxLimits;
  #worker: Worker | undefined;
  #turn: Promise<unknown> = Promise.resolve();
  #nextId = 1;

  constructor(limits: Partial<SandboxLimits> = {}) {
    this.#limits = { ...SANDBOX_LIMITS, ...limits };
  }

  /** Never rejects for what a definition does; rejects when the worker cannot be started. */
  run(request: Evaluation): Promise<SandboxReply> {
    const turn = this.#turn.then(() => this.#evaluate(request));
    this.#turn = turn.catch(() => undefined);
    return turn;
  }

  async close(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close();
  }

  async #evaluate(request: Evaluation): Promise<SandboxReply> {
    const id = this.#nextId;
    this.#nextId += 1;
    const worker = (this.#worker ??= await startWorker());
    const reply = await new Promise<SandboxReply>((resolve) => {
      const settle = (answer: SandboxReply): void => {
        clearInterval(watchdog);
        forget(worker);
        resolve(answer);
      };
      const [began, usedBefore] = [performance.now(), usedMs()];
      const watchdog = setInterval(() => {
        const isLate =
          usedMs() - usedBefore > this.#limits.timeMs + WATCHDOG_GRACE_MS ||
          performance.now() - began > WATCHDOG_CLOCK_MS;
        if (isLate) settle({ id, outcome: 'time' });
      }, WATCHDOG_LOOK_MS);
      worker.on('message', settle);
      // The VM is capped, so a worker that falls has run out of the host's memory or stack.
      worker.on('error', () => settle({ id, outcome: 'memory' }));
      worker.on('exit', () => settle({ id, outcome: 'memory' }));
      worker.postMessage({ id, limits: this.#limits, ...request } satisfies SandboxRequest, []);
    });
    // After these the heap of the worker is in no known state, or it still computes.
    if (reply.outcome === 'time' || reply.outcome === 'memory') await this.close();
    return reply;
  }
}

/** What this process has computed so far, in all its threads, ms: unlike the clock it stands still while others compute. */
function usedMs(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
}

/** Only what was added here: a worker has listeners of its own, without which it delivers nothing. */
function forget(worker: Worker): void {
  for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
}

async function startWorker(): Promise<Worker> {
  const packages = createRequire(import.meta.url);
  const start: SandboxStart = {
    engine: pathToFileURL(packages.resolve('quickjs-wasi')).href,
    wasm: packages.resolve('quickjs-wasi/quickjs.wasm'),
    prelude: GUEST_PRELUDE,
    sdk: GUEST_SDK,
  };
  const worker = new Worker(workerCode(), {
    workerData: start,
    // No loader of the parent, no environment: the worker needs neither, and a definition gets none.
    execArgv: [],
    env: {},
    resourceLimits: { maxOldGenerationSizeMb: 256 },
  });
  worker.unref();
  await new Promise<void>((resolve, reject) => {
    // The worker's first message: its engine is compiled.
    worker.once('message', () => resolve());
    worker.once('error', reject);
  });
  forget(worker);
  return worker;
}

/** Built code lies in `workers/` of the build; from sources the worker is stripped of its types here. */
function workerCode(): URL {
  const source = new URL('./typescript.worker.ts', import.meta.url);
  if (existsSync(source)) {
    const { code } = transformSync('typescript.worker.ts', readFileSync(source, 'utf8'), { sourceType: 'module' });
    return new URL(`data:text/javascript;base64,${Buffer.from(code).toString('base64')}`);
  }
  for (const place of ['./workers/', '../workers/', '../../workers/']) {
    const built = new URL(`${place}typescript.worker.js`, import.meta.url);
    if (existsSync(built)) return built;
  }
  throw new Error('typescript.worker is missing from this installation');
}
