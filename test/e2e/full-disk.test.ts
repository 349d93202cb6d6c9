import { appendFile, mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createCommandEngine } from '../../src/runtime/engines/command/index.ts';
import { attemptFolder } from '../../src/runtime/engines/launcher/attempt-folder.ts';
import { tailOutput } from '../../src/runtime/engines/launcher/tail-output.ts';
import { createJobLogs, createSystemClock } from '../../src/runtime/observe/index.ts';
import type { LaunchRequest, Observation } from '../../src/runtime/ports/index.ts';
import { canMount, fullDisk } from '../support/full-disk.ts';
import { launchRequest, localJob } from '../support/local-job.ts';
import { tempDir } from '../support/temp-dir.ts';

const clock = createSystemClock();

function command(argv: LaunchRequest['job']['template']): LaunchRequest {
  const request = launchRequest(localJob({ source: { connector: 'file' }, sink: { connector: 'file' } }));
  return { ...request, job: { ...request.job, file: 'submission.json', template: { argv } } };
}

describe.skipIf(!(await canMount()))('a disk without room', () => {
  it('for logs loses lines, says so at once, and says how many when there is room again', async () => {
    await using folder = await tempDir();
    await using disk = await fullDisk(folder.path);
    const lost: object[] = [];
    const logs = createJobLogs(disk.path, clock, { onLost: (each) => lost.push(each) });
    for (let line = 0; line < 500; line += 1) {
      logs.append('01RUN', 1, `line ${line} ${'x'.repeat(100)}`);
      await Promise.resolve();
    }
    const before = await logs.read('01RUN', 1, 0);
    expect(before.text).toContain('line 0 ');
    expect(before.text).not.toContain('line 499 ');
    expect(lost).toEqual([{ run: '01RUN', attempt: 1, code: 'ENOSPC' }]);
    await disk.free();
    logs.append('01RUN', 1, 'there is room');
    const after = await logs.read('01RUN', 1, before.nextOffset);
    expect(after.text).toMatch(
      / \d+ lines are missing here: the disk did not take them \(ENOSPC\)\n\S+ there is room\n$/,
    );
    await logs.close();
  });

  it('for a part of what was printed in one go says how many of its lines are missing', async () => {
    await using folder = await tempDir();
    await using disk = await fullDisk(folder.path);
    const logs = createJobLogs(disk.path, clock);
    const printed = Array.from({ length: 500 }, (_, line) => `line ${line} ${'x'.repeat(100)}`);
    logs.append('01RUN', 1, printed.join('\n'));
    await logs.attempts('01RUN');
    await disk.free();
    logs.append('01RUN', 1, 'there is room');
    const { text } = await logs.read('01RUN', 1, 0);
    const kept = text.split('\n').filter((line) => /Z line \d+ x{100}$/.test(line));
    expect(kept.length).toBeGreaterThan(0);
    const [, missing] = /Z (\d+) lines are missing here/.exec(text) ?? [];
    expect(Number(missing)).toBe(printed.length - kept.length);
    await logs.close();
  });

  it('for what a command prints ends its run with a clear error, each line told once', async () => {
    await using folder = await tempDir();
    await using disk = await fullDisk(folder.path);
    const workDir = join(disk.path, 'commands');
    const environment = { PATH: process.env['PATH'] };
    const engine = createCommandEngine({ clock, workDir, projectRoot: '/', environment, scrub: (line) => line });
    const request = command([
      '/bin/sh',
      '-c',
      'i=0; while [ $i -lt 5000 ]; do echo "line $i of many"; i=$((i+1)); done; exit 0',
    ]);
    const ref = engine.reserve(request);
    const lines: string[] = [];
    await engine.submit(request, ref, () => undefined);
    const end = await untilOver(() => engine.observe(request, ref, (line) => lines.push(line)));
    expect(end).toMatchObject({ state: 'failed', reason: { code: 'DISK_FULL', retryable: true } });
    const whole = lines.filter((line) => /^line \d+ of many$/.test(line));
    expect(whole.length).toBeGreaterThan(100);
    expect(new Set(whole).size).toBe(whole.length);
    // what it printed has made room for others
    expect(await readdir(join(workDir, ref.id))).not.toContain('output');
    await engine.close();
  });

  it('for the folder of an attempt hands on each line once, and refuses to begin one', async () => {
    await using folder = await tempDir();
    await using disk = await fullDisk(folder.path);
    const attempt = attemptFolder(disk.path, 'attempt');
    await attempt.prepare('{}');
    await appendFile(attempt.file('stdout'), 'one\ntwo\n');
    await mkdir(join(disk.path, 'rest'));
    await writeFile(join(disk.path, 'rest/all'), Buffer.alloc(1 << 20)).catch(() => undefined);
    const lines: string[] = [];
    const known = new Map<string, string>();
    for (let look = 0; look < 3; look += 1) await tailOutput(attempt, (line) => lines.push(line), false, known);
    expect(lines).toEqual(['one', 'two']);
    await expect(attemptFolder(disk.path, 'another').prepare('{"a": 1}'.repeat(1000))).rejects.toMatchObject({
      code: 'DISK_FULL',
    });
  });
});

async function untilOver(observe: () => Promise<Observation>): Promise<Observation> {
  for (let look = 0; look < 1_000; look += 1) {
    const observation = await observe();
    if (observation.state !== 'running' && observation.state !== 'starting') return observation;
    await clock.sleep(20);
  }
  throw new Error('it hangs');
}
