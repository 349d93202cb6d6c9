// Evaluates definitions in QuickJS. It runs both as built code and, stripped of its types, from a data:
// URL, so it imports nothing of ours and nothing by a bare name: what it needs comes with the start data.
import { readFileSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { JSValueHandle, QuickJS as QuickJSVm, QuickJSOptions, Snapshot } from 'quickjs-wasi';
import type { SandboxReply, SandboxRequest, SandboxStart } from './sandbox-protocol.ts';

// The one who starts this worker passes exactly this shape.
const start = workerData as SandboxStart;
// The package is named by URL, which the type checker cannot follow.
const { QuickJS, EvalFlags, Intrinsics } = (await import(start.engine)) as typeof import('quickjs-wasi');
// Compiled once for all VMs. Node's types have no value of this name without those of a browser.
const { WebAssembly: assembly } = globalThis as unknown as {
  WebAssembly: { compile(bytes: Uint8Array): Promise<QuickJSOptions['wasm']> };
};
const wasm = await assembly.compile(readFileSync(start.wasm));

const INTRINSICS =
  Intrinsics.DATE |
  Intrinsics.EVAL |
  Intrinsics.REGEXP |
  Intrinsics.JSON |
  Intrinsics.PROXY |
  Intrinsics.MAP_SET |
  Intrinsics.TYPED_ARRAYS |
  Intrinsics.PROMISE |
  Intrinsics.BIG_INT;

/** Nothing of the host shows: the clock stands still, "random" bytes are zeros, the zone is UTC. */
const HERMETIC: Pick<QuickJSOptions, 'wasi' | 'timezoneOffset' | 'intrinsics' | 'maxStackSize'> = {
  wasi: (memory) => ({
    clock_time_get(_clock: number, _precision: bigint, result: number) {
      new DataView(memory.buffer).setBigUint64(result, 0n, true);
      return 0;
    },
    random_get(pointer: number, length: number) {
      new Uint8Array(memory.buffer, pointer, length).fill(0);
      return 0;
    },
  }),
  timezoneOffset: 0,
  intrinsics: INTRINSICS,
  maxStackSize: 256 * 1024,
};

/** A VM as it is before a definition: every evaluation starts from a copy of its memory. */
async function pristine(): Promise<Snapshot> {
  const vm = await QuickJS.create({ wasm, ...HERMETIC });
  vm.evalCode(start.prelude, 'sluice:prelude').dispose();
  const snapshot = vm.snapshot();
  vm.dispose();
  return snapshot;
}

const snapshot = await pristine();

async function evaluate({ id, entry, modules, resolutions, plan, limits }: SandboxRequest): Promise<SandboxReply> {
  // What this process computes, not the clock: on a busy machine a right definition would be late by no fault of its own.
  const began = process.cpuUsage();
  let late = false;
  let refused: string | undefined;
  const vm = await QuickJS.restore(snapshot, {
    wasm,
    ...HERMETIC,
    memoryLimit: limits.memoryBytes,
    interruptHandler: () => {
      const { user, system } = process.cpuUsage(began);
      return (late ||= (user + system) / 1000 > limits.timeMs);
    },
    moduleLoader: {
      normalize(importer: string, specifier: string) {
        if (specifier === 'sluice') return specifier;
        const name = resolutions.get(`${importer}\0${specifier}`);
        if (name !== undefined) return name;
        refused ??= specifier;
        const error = new Error(`import of '${specifier}' is not allowed`);
        // The guest must not see where this machine keeps its files.
        error.stack = '';
        throw error;
      },
      load: (name: string) => (name === 'sluice' ? start.sdk : (modules.get(name) ?? '')),
    },
  });
  const reply = (answer: DistributiveOmit<SandboxReply, 'id'>): SandboxReply => ({
    id,
    ...(refused === undefined ? {} : { refusedImport: refused }),
    ...answer,
  });
  try {
    const [finish, judge] = [taken(vm, 'sluice.finish'), taken(vm, 'sluice.judge')];
    const promise = vm.evalCode(modules.get(entry) ?? '', entry, EvalFlags.TYPE_MODULE);
    while (vm.executePendingJobs() > 0);
    if (promise.promiseState === 0) return reply(late ? { outcome: 'time' } : { outcome: 'pending' });
    const settled = await vm.resolvePromise(promise);
    if ('error' in settled) return reply(failure(settled.error, late));
    const exported = settled.value.getProp('default');
    const json =
      plan === undefined
        ? vm.callFunction(finish, vm.undefined, exported).toString()
        : vm.callFunction(judge, vm.undefined, exported, vm.newString(plan)).toString();
    if (json.length > limits.outputLength) return reply({ outcome: 'output' });
    return reply(finished(json));
  } catch (error) {
    if (late) return reply({ outcome: 'time' });
    const { message = '', stack = '', name = '' } = error instanceof Error ? error : {};
    return reply(thrown(name, message, stack));
  } finally {
    vm.dispose();
  }
}

/** A function of the prelude, out of the reach of what is evaluated. */
function taken(vm: QuickJSVm, name: string): JSValueHandle {
  return vm.evalCode(`(() => {
    const key = Symbol.for('${name}');
    const found = globalThis[key];
    delete globalThis[key];
    return found;
  })()`);
}

type DistributiveOmit<T, K extends string> = T extends unknown ? Omit<T, K> : never;
type Answer = DistributiveOmit<SandboxReply, 'id'>;

function finished(json: string): Answer {
  if (!json.startsWith('{"problem":')) return { outcome: 'done', json };
  // The prelude's `finish` wrote this.
  const found = JSON.parse(json) as { problem: string; index: number | null; call: string | null };
  return { outcome: 'shape', message: found.problem, index: found.index, call: found.call };
}

function failure(error: JSValueHandle, late: boolean): Answer {
  if (late) return { outcome: 'time' };
  if (!error.isObject) return thrown('', error.toString(), '');
  const text = (key: string): string => {
    const value = error.getProp(key);
    return value.typeof === 'string' ? value.toString() : '';
  };
  return thrown(text('name'), text('message'), text('stack'));
}

function thrown(name: string, message: string, stack: string): Answer {
  if (message === 'out of memory' || name === 'JSException') return { outcome: 'memory' };
  return { outcome: 'threw', message: name === '' || name === 'Error' ? message : `${name}: ${message}`, stack };
}

parentPort?.on('message', (request: SandboxRequest) => {
  void evaluate(request).then((reply) => parentPort?.postMessage(reply, []));
});
// Only now may the time of an evaluation begin to count.
parentPort?.postMessage('ready', []);
