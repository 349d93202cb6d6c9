import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { sweepFolders } from './sweep-folders.ts';

const DAY_MS = 86_400_000;

test('sweepFolders removes what ended long ago or was never started, and nothing that may run', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'sluice-sweep-'));
  const now = Date.now();
  const make = async (name: string, file: string | undefined, days: number): Promise<void> => {
    const folder = join(workDir, name);
    const at = new Date(now - days * DAY_MS);
    await mkdir(folder);
    if (file !== undefined) {
      await writeFile(join(folder, file), '');
      await utimes(join(folder, file), at, at);
    }
    await utimes(folder, at, at);
  };
  try {
    await make('ended-long-ago', 'outcome.json', 8);
    await make('ended', 'outcome.json', 6);
    await make('runs-for-a-month', 'started', 30);
    await make('never-started', undefined, 2);
    await make('just-prepared', undefined, 0);
    await sweepFolders(workDir, now);
    expect((await readdir(workDir)).sort()).toEqual(['ended', 'just-prepared', 'runs-for-a-month']);
    await sweepFolders(join(workDir, 'nosuch'), now);
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
});

test('sweepFolders removes the job file of a process that was killed, and keeps what it printed', async () => {
  const workDir = await mkdtemp(join(tmpdir(), 'sluice-sweep-'));
  const make = async (name: string, pid: number): Promise<void> => {
    await mkdir(join(workDir, name, 'tmp'), { recursive: true });
    // A pid of another start is as good as a process that is gone.
    const files = {
      started: '',
      pid: `${pid} ${await readFile('/proc/self/stat', 'utf8')}`,
      'job.json': '{}',
      stdout: 'x',
    };
    for (const [file, text] of Object.entries(files)) await writeFile(join(workDir, name, file), text);
  };
  try {
    await make('killed', 2 ** 22 + 1);
    await make('alive', process.pid);
    await sweepFolders(workDir, Date.now());
    expect((await readdir(join(workDir, 'killed'))).sort()).toEqual(['pid', 'started', 'stdout']);
    expect(await readdir(join(workDir, 'alive'))).toContain('job.json');
  } finally {
    await rm(workDir, { recursive: true, force: true });
  }
});
