import { spawn, type ChildProcess } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { stack } from '../support/stack.ts';

const program = fileURLToPath(new URL('../../stack/stack.mjs', import.meta.url));
const { redis } = await stack();

interface Shown {
  readonly phase: string;
  readonly folder: string;
  readonly endpoints: { readonly redis?: { readonly port: number } };
  readonly processes: readonly { readonly name: string; readonly pid: number; readonly running: boolean }[];
}

interface Finished {
  readonly code: number | null;
  readonly output: string;
  readonly errors: string;
}

function start(...args: string[]): ChildProcess {
  return spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
}

function finished(child: ChildProcess): Promise<Finished> {
  const text = { output: '', errors: '' };
  child.stdout?.on('data', (chunk: Buffer) => (text.output += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (text.errors += chunk.toString()));
  return new Promise((resolve) => child.once('close', (code) => resolve({ code, ...text })));
}

const run = (...args: string[]) => finished(start(...args));

// Written by stack/stack.mjs of this repository.
const shown = ({ output }: Finished) => JSON.parse(output) as Shown;

/** By its port: a process that ended may stay in the process table until somebody asks for its exit code. */
function answers({ endpoints }: Shown): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(endpoints.redis?.port ?? 0, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}

// With Redis alone: what is tested is the bookkeeping, which is the same for every service.
describe.skipIf(redis === undefined)('npm run stack', () => {
  let id: string;
  let up: string[];
  beforeEach(() => {
    id = `command-${randomUUID()}`;
    up = ['up', '--id', id, '--owner', String(process.pid), '--only', 'redis', '--output', 'json'];
  });
  afterEach(() => run('down', '--id', id));

  it('up twice gives the same stack, down removes it', async () => {
    const first = shown(await run(...up));
    expect(first.phase).toBe('up');
    expect(shown(await run(...up)).processes).toEqual(first.processes);
    expect((await run('status', '--id', id)).code).toBe(0);
    await run('down', '--id', id);
    expect(existsSync(first.folder)).toBe(false);
    expect(await answers(first)).toBe(false);
    expect(await run('status', '--id', id)).toMatchObject({ code: 1, output: 'down\n' });
    expect((await run('down', '--id', id)).code).toBe(0);
  });

  it('two at once share one stack', async () => {
    const [one, other] = await Promise.all([run(...up), run(...up)]);
    expect(shown(one).processes).toEqual(shown(other).processes);
  });

  it('status says which process has died, and up replaces it', async () => {
    const first = shown(await run(...up));
    process.kill(first.processes[0]?.pid ?? 0, 'SIGKILL');
    await expect.poll(async () => (await run('status', '--id', id)).output).toMatch(/redis \(pid \d+\) HAS DIED/);
    expect((await run('status', '--id', id)).code).toBe(1);
    const second = shown(await run(...up));
    expect(second.processes.map((one) => one.running)).toEqual([true]);
    expect(existsSync(first.folder)).toBe(false);
  });

  it('cleans up after the death of the process it ran for', async () => {
    const owner = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { stdio: 'ignore' });
    const orphan = `${id}-orphan`;
    const state = shown(
      await run('up', '--id', orphan, '--owner', String(owner.pid), '--only', 'redis', '--output', 'json'),
    );
    const end = finished(owner);
    owner.kill('SIGKILL');
    await end;
    // The next `up`, or one at the same time in another test run, does it.
    await run(...up);
    await expect.poll(() => existsSync(state.folder)).toBe(false);
    expect(await answers(state)).toBe(false);
  });

  it('an interrupted up undoes what it began', async () => {
    const child = start('up', '--id', id, '--owner', String(process.pid));
    const end = finished(child);
    await sleep(700);
    child.kill('SIGINT');
    expect((await end).code).toBe(130);
    expect(await run('status', '--id', id)).toMatchObject({ output: 'down\n' });
  });

  it('refuses unknown words', async () => {
    expect((await run('sideways')).code).toBe(64);
    expect((await run('up', '--id', id, '--only', 'oracle')).code).toBe(64);
    expect((await run('up', '--nonsense')).code).toBe(64);
  });
});
