import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import { lookAtAttempts } from './look-at-attempts.ts';

test('shows launchers that live and how others ended as far as it was judged, by reading alone', async () => {
  await using dir = await tempDir();
  const alive = `${process.pid} ${await readFile('/proc/self/stat', 'utf8')}`;
  const gone = `${2 ** 22 + 1} `;
  const attempts = {
    'run1-1': { started: '', pid: alive },
    'run2-1': { started: '', pid: gone },
    'run3-1': { started: '', pid: gone, exit: '0\n', stdout: 'what it printed' },
    'run4-1': { started: '', pid: gone, exit: '0\n', 'outcome.json': '{"state":"failed","metrics":{}}' },
    'run5-2': { started: '', pid: gone, exit: '0\n', 'outcome.json': '{"state":"succeeded","metrics":{}}' },
    'run6-1': { started: '', pid: gone, 'outcome.json': '{"state":"lost","metrics":{}}' },
    prepared: { 'job.json': '{}' },
    'run7-1': { 'job.json': '{}' },
  };
  for (const [name, files] of Object.entries(attempts)) {
    await mkdir(join(dir.path, name));
    for (const [file, text] of Object.entries(files)) await writeFile(join(dir.path, name, file), text);
  }
  const before = await readdir(dir.path, { recursive: true });
  const states = async (...asked: readonly string[]) =>
    (await lookAtAttempts(dir.path, new Set(asked), Date.now() + 120_000)).map(({ id, run, state }) => [
      id,
      run?.id,
      run?.attempt,
      state,
    ]);
  expect(await states()).toEqual([['run1-1', 'run1', 1, 'live']]);
  const all = await states(...Object.keys(attempts));
  expect(all.toSorted()).toEqual([
    ['run1-1', 'run1', 1, 'live'],
    // The exit code alone does not say how a launcher ended.
    ['run3-1', 'run3', 1, 'over'],
    ['run4-1', 'run4', 1, 'failed'],
    ['run5-2', 'run5', 2, 'succeeded'],
    ['run6-1', 'run6', 1, 'over'],
  ]);
  expect(await readdir(dir.path, { recursive: true })).toEqual(before);
  expect(await lookAtAttempts(join(dir.path, 'nosuch'), new Set(), 1)).toEqual([]);
});
