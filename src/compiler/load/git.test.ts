import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { runGit } from './git.ts';

/** A git that begins a program, says its process id and does something more. */
const begins = (program: string, more: string): readonly string[] => [
  '-c',
  `alias.begin=!f() { ${program} & echo $!; ${more}; }; f`,
  'begin',
];
const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

describe('runGit', () => {
  const begun: number[] = [];
  afterEach(() => {
    for (const pid of begun.splice(0)) if (isAlive(pid)) process.kill(pid, 'SIGKILL');
  });

  it('ends with git, also where a helper that stays behind holds its output', async () => {
    const { code, stdout } = await runGit('.', begins('exec setsid sleep 600', 'true'));
    begun.push(Number(stdout.toString('utf8')));
    expect(code).toBe(0);
    expect(isAlive(begun[0] ?? 0)).toBe(true);
  });

  it('leaves no process of the group of a git that is stopped', async () => {
    const { code, stopped, stdout } = await runGit('.', begins('exec sleep 600', 'wait'), { timeoutMs: 500 });
    begun.push(Number(stdout.toString('utf8')));
    expect({ code, stopped }).toEqual({ code: undefined, stopped: 'time' });
    await vi.waitFor(() => expect(isAlive(begun[0] ?? 0)).toBe(false), 5_000);
  });

  it.each(['exit', 'SIGTERM', 'SIGINT'] as const)('leaves no git behind when its process ends: %s', async (how) => {
    const told = join(await mkdtemp(join(tmpdir(), 'sluice-git-')), 'pid');
    const program = `
      import { runGit } from './src/compiler/load/git.ts';
      void runGit('.', ['-c', 'alias.begin=!echo $$ > "$TOLD"; exec sleep 600', 'begin']);
      process.on('message', () => process.exit(3));
    `;
    const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', program], {
      env: { ...process.env, TOLD: told },
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const ended = once(child, 'exit');
    const pid = await vi.waitFor(async () => {
      const [, found] = /^(\d+)\n/.exec(await readFile(told, 'utf8')) ?? [];
      return (expect(found).toBeDefined(), Number(found));
    }, 20_000);
    begun.push(pid);
    expect(isAlive(pid)).toBe(true);
    if (how === 'exit') child.send('end');
    else child.kill(how);
    expect(await ended).toEqual(how === 'exit' ? [3, null] : [null, how]);
    await vi.waitFor(() => expect(isAlive(pid)).toBe(false), 5_000);
    await rm(dirname(told), { recursive: true });
  });
});
