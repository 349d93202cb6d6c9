import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { createSystemClock } from '../../src/runtime/observe/index.ts';

const clock = createSystemClock();
/** SLUICE_TEST_PROGRAM: another build than the one in dist/. */
const program = process.env['SLUICE_TEST_PROGRAM'] ?? fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url));

/** Whatever is still there when the tests end is ended with them. */
const alive = new Set<ChildProcess>();
process.on('exit', () => alive.forEach((child) => child.kill('SIGKILL')));

export interface ProgramOptions {
  /** The project's folder. */
  readonly cwd: string;
  /** Beside PATH, HOME and TMPDIR, which are all that is inherited. */
  readonly env?: Readonly<Record<string, string>>;
  /** What is started in place of the built program. */
  readonly command?: readonly string[];
}

export interface ProgramEnd {
  /** Null when a signal ended it. */
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A program that runs, with all that it printed so far. */
export interface RunningProgram extends AsyncDisposable {
  readonly pid: number;
  readonly stdout: string;
  readonly stderr: string;
  signal(name: NodeJS.Signals): void;
  /** Resolves when it has ended; never throws. */
  readonly ended: Promise<ProgramEnd>;
}

/** Starts the built `sluice` as a user does. Disposal kills it. */
export function startSluice(args: readonly string[], options: ProgramOptions): RunningProgram {
  const [file = process.execPath, ...before] = options.command ?? [process.execPath, program];
  const child = spawn(file, [...before, ...args], {
    cwd: options.cwd,
    env: { ...inherited(), ...options.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  alive.add(child);
  const text = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text.stdout += chunk));
  child.stderr.setEncoding('utf8').on('data', (chunk: string) => (text.stderr += chunk));
  const ended = new Promise<ProgramEnd>((resolve) => {
    const end = (code: number | null, signal: NodeJS.Signals | null = null): void => {
      alive.delete(child);
      resolve({ code, signal, ...text });
    };
    child.once('error', (error) => {
      text.stderr += String(error);
      end(null);
    });
    child.once('close', end);
  });
  return {
    pid: child.pid ?? -1,
    get stdout() {
      return text.stdout;
    },
    get stderr() {
      return text.stderr;
    },
    signal: (name) => void child.kill(name),
    ended,
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

/** Runs `sluice ARGS` to its end. */
export async function sluice(args: readonly string[], options: ProgramOptions): Promise<ProgramEnd> {
  await using running = startSluice(args, options);
  return await running.ended;
}

/** `sluice serve` with its API. */
export interface Daemon extends RunningProgram {
  readonly url: string;
  /** Milliseconds from the start of the process to the address on the terminal. */
  readonly startMs: number;
  /** The JSON at a path of the API; throws when the answer is no success. */
  get<T>(path: string): Promise<T>;
  /** Sends SIGINT and waits for the end; `ms` is how long that took. */
  stop(): Promise<ProgramEnd & { readonly ms: number }>;
}

/** Starts `sluice serve` on a free port; throws with what it printed when it ends instead. */
export async function serve(options: ProgramOptions & { readonly args?: readonly string[] }): Promise<Daemon> {
  const began = clock.monotonic();
  const running = startSluice(['serve', '--port', '0', ...(options.args ?? [])], options);
  const ended = running.ended.then(() => undefined);
  const url = await Promise.race([addressOf(running), ended]);
  if (url === undefined) {
    await running[Symbol.asyncDispose]();
    throw new Error(`sluice serve gave no address:\n${running.stdout}\n${running.stderr}`);
  }
  const startMs = clock.monotonic() - began;
  return Object.assign(Object.create(running) as RunningProgram, {
    url,
    startMs,
    async get<T>(path: string): Promise<T> {
      const answer = await fetch(new URL(path, url), { signal: AbortSignal.timeout(30_000) });
      const text = await answer.text();
      if (!answer.ok) throw new Error(`GET ${path} answers ${answer.status}: ${text}`);
      return JSON.parse(text) as T; // the API's own shapes, tested against their schemas elsewhere
    },
    async stop() {
      const asked = clock.monotonic();
      running.signal('SIGINT');
      const end = await running.ended;
      return { ...end, ms: clock.monotonic() - asked };
    },
  });
}

async function addressOf(running: RunningProgram): Promise<string | undefined> {
  for (const until = clock.monotonic() + 60_000; clock.monotonic() < until; await clock.sleep(20)) {
    const [, url] = /Sluice serves .* at (http:\S+)/.exec(running.stdout + running.stderr) ?? [];
    if (url !== undefined) return url;
  }
  return undefined;
}

/** No setting of the machine that runs the tests reaches the program. */
function inherited(): Record<string, string> {
  const names = ['PATH', 'HOME', 'TMPDIR'] as const;
  const values = names.flatMap((name) => {
    const value = process.env[name];
    return value === undefined ? [] : [[name, value] as const];
  });
  return { ...Object.fromEntries(values), NO_COLOR: '1' };
}
