import { mkdir, readdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { forgetJobLogs } from './forget-job-logs.ts';

test('logs go with runs that are not kept any more, and not while they are young', async () => {
  await using folder = await tempDir();
  const logs = join(folder.path, 'logs');
  const made = async (runId: string, secondsAfter1970: number): Promise<void> => {
    await mkdir(join(logs, runId), { recursive: true });
    await writeFile(join(logs, runId, '1.log'), 'x');
    for (const path of [join(logs, runId, '1.log'), join(logs, runId)])
      await utimes(path, secondsAfter1970, secondsAfter1970);
  };
  await made('old-kept', 1_000);
  await made('old-gone', 1_000);
  await made('young-gone', 3_000);
  expect(await forgetJobLogs(folder.path, 2_000_000, async (runId) => runId === 'old-kept')).toBe(1);
  expect((await readdir(logs)).toSorted()).toEqual(['old-kept', 'young-gone']);
  expect(await forgetJobLogs(join(folder.path, 'none'), 2_000_000, async () => false)).toBe(0);
});
