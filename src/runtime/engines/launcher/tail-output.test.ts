import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attemptFolder, type AttemptFolder } from './attempt-folder.ts';
import { tailOutput } from './tail-output.ts';

let workDir: string;
beforeAll(async () => {
  workDir = await mkdtemp(join(tmpdir(), 'sluice-tail-'));
});
afterAll(() => rm(workDir, { recursive: true, force: true }));

async function prepared(name: string): Promise<AttemptFolder> {
  const folder = attemptFolder(workDir, name);
  await folder.prepare('{}');
  return folder;
}

test('tailOutput hands on whole lines once, goes on where it stopped, and gives the rest at the end', async () => {
  const folder = await prepared('lines');
  const lines: string[] = [];
  const log = (line: string): void => void lines.push(line);
  await tailOutput(folder, log, false);
  await appendFile(folder.file('stdout'), 'one\r\ntwo\nhal');
  await tailOutput(folder, log, false);
  expect(lines).toEqual(['one', 'two']);
  await appendFile(folder.file('stdout'), 'f 订单\nlast');
  await appendFile(folder.file('stderr'), 'oops\n');
  // Another executor knows of the position only what is in the folder.
  await tailOutput(attemptFolder(workDir, 'lines'), log, true);
  expect(lines).toEqual(['one', 'two', 'half 订单', 'last', 'oops']);
});

test('tailOutput cuts a line that never ends and takes megabytes in pieces', async () => {
  const folder = await prepared('long');
  await appendFile(folder.file('stdout'), `${'x'.repeat(3_000_000)}\n${`${'y'.repeat(79)}\n`.repeat(30_000)}`);
  let bytes = 0;
  let longest = 0;
  const log = (line: string): void => {
    bytes += line.length;
    longest = Math.max(longest, line.length);
  };
  await tailOutput(folder, log, false);
  expect(bytes).toBe(1 << 20);
  await tailOutput(folder, log, true);
  expect(bytes).toBe(3_000_000 + 30_000 * 79);
  expect(longest).toBe(1 << 20);
});
