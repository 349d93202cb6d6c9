import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect, it } from 'vitest';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { bytesOf, keepLogQuota, listLogs } from './log-usage.ts';

const HOUR_MS = 3_600_000;

/** Files of logs of 100 bytes each, the first written the longest ago. */
async function write(folder: string, names: readonly string[]): Promise<void> {
  for (const [index, name] of names.entries()) {
    const file = join(folder, 'logs', name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, Buffer.alloc(100));
    const time = new Date(Date.now() - (names.length - index) * HOUR_MS);
    await utimes(file, time, time);
  }
}

const FILES = ['01A/1.log', '01A/1.400.log', '01B/1.log', '01B/2.log', '01C/1.log'];
const never = async (): Promise<boolean> => false;

it('counts what the logs take, and touches nothing within the quota', async () => {
  await using folder = await tempDir();
  expect(await keepLogQuota(folder.path, 1, never)).toEqual({ used: 0, removed: [] });
  await write(folder.path, [...FILES, '01C/notes.txt']);
  expect(bytesOf(await listLogs(folder.path))).toBe(500);
  expect(await keepLogQuota(folder.path, 500, never)).toEqual({ used: 500, removed: [] });
});

it('removes whole attempts, the oldest first, until there is a tenth to spare', async () => {
  await using folder = await tempDir();
  await write(folder.path, FILES);
  const { used, removed } = await keepLogQuota(folder.path, 499, never);
  expect(removed.map(({ run, attempt }) => `${run}/${attempt}`)).toEqual(['01A/1']);
  expect(used).toBe(300);
  expect(await readdir(join(folder.path, 'logs'))).toEqual(['01B', '01C']);
  expect((await keepLogQuota(folder.path, 250, never)).removed).toMatchObject([{ run: '01B', attempt: 1 }]);
  expect(await readdir(join(folder.path, 'logs/01B'))).toEqual(['2.log']);
});

it('removes nothing of what is under way, however much it is', async () => {
  await using folder = await tempDir();
  await write(folder.path, FILES);
  const { used, removed } = await keepLogQuota(folder.path, 10, async ({ run }) => run !== '01B');
  expect(removed.map(({ run }) => run)).toEqual(['01B', '01B']);
  expect(used).toBe(300);
});
