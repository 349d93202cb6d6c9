import { execFile } from 'node:child_process';
import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { promisify } from 'node:util';
import { expect, it } from 'vitest';
import { createCommandEngine } from '../../src/runtime/engines/command/index.ts';
import { attemptFolder } from '../../src/runtime/engines/launcher/attempt-folder.ts';
import { tailOutput } from '../../src/runtime/engines/launcher/tail-output.ts';
import { createJobLogs, createSystemClock } from '../../src/runtime/observe/index.ts';
import type { JobLogs, LaunchRequest } from '../../src/runtime/ports/index.ts';
import { createScrubber } from '../../src/runtime/secrets/index.ts';
import { launchRequest, localJob } from '../support/local-job.ts';
import { tempDir } from '../support/temp-dir.ts';

const MIB = 1024 ** 2;
const PRINTED_MIB = 200;
/** `first`, then 200 MiB of lines with a secret in each, then `last`. */
const SCRIPT = `echo first; yes "password=hunter2-secret ${'x'.repeat(70)}" | head -c ${PRINTED_MIB * MIB}; echo; echo last`;
const clock = createSystemClock();

function command(argv: LaunchRequest['job']['template']): LaunchRequest {
  const request = launchRequest(localJob({ source: { connector: 'file' }, sink: { connector: 'file' } }));
  return { ...request, job: { ...request.job, file: 'submission.json', template: { argv } } };
}

/** What `work` does to the others in this process: the longest time that none had a turn, and memory, in ms and MiB. */
async function costOf(work: () => Promise<void>): Promise<{ lagMs: number; grownMib: number }> {
  const lag = monitorEventLoopDelay({ resolution: 10 });
  const before = process.memoryUsage().rss;
  let most = before;
  const timer = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 20);
  lag.enable();
  await work();
  lag.disable();
  clearInterval(timer);
  return { lagMs: lag.percentile(99) / 1e6, grownMib: (most - before) / MIB };
}

/** The log of an attempt as a reader gets it, and what its files take. */
async function logOf(logs: JobLogs, folder: string): Promise<{ text: string; bytes: number }> {
  const pieces: string[] = [];
  for (let at = 0; ;) {
    const { text, nextOffset } = await logs.read('01RUN', 1, at);
    if (text === '') break;
    pieces.push(text);
    at = nextOffset;
  }
  const files = await readdir(join(folder, 'logs/01RUN'));
  const contents = await Promise.all(files.map((file) => readFile(join(folder, 'logs/01RUN', file))));
  expect(contents.some((content) => content.includes('secret'))).toBe(false);
  return { text: pieces.join(''), bytes: contents.reduce((sum, { length }) => sum + length, 0) };
}

async function judge(logs: JobLogs, folder: string, cost: { lagMs: number; grownMib: number }, name: string) {
  const { text, bytes } = await logOf(logs, folder);
  console.log(
    `${name}: ${PRINTED_MIB} MiB printed, ${Math.round(bytes / MIB)} kept; memory +${Math.round(cost.grownMib)} MiB, event loop ${Math.round(cost.lagMs)} ms`,
  );
  // not by toMatch: nobody reads a text of 50 MiB
  const has = [
    /^\S+ first\n/,
    / last\n$/,
    / \d{8,} bytes of what it printed are left out here: more than is kept of an attempt\n/,
  ].map((what) => what.test(text));
  expect(has).toEqual([true, true, true]);
  expect(bytes).toBeLessThan(64 * MIB);
  expect(bytes).toBeGreaterThan(32 * MIB);
  expect(cost.grownMib).toBeLessThan(150);
  expect(cost.lagMs).toBeLessThan(500);
}

it('a command that prints 200 MiB at once ends, and keeps its beginning and its end; others go on meanwhile', async () => {
  await using folder = await tempDir();
  const [workDir, environment] = [join(folder.path, 'commands'), { PATH: process.env['PATH'] }];
  const scrubber = createScrubber();
  scrubber.remember('hunter2-secret');
  const scrub = (line: string): string => scrubber.scrub(line);
  const engine = createCommandEngine({ clock, workDir, projectRoot: folder.path, environment, scrub });
  const logs = createJobLogs(folder.path, clock);
  const request = command(['/bin/sh', '-c', SCRIPT]);
  const ref = engine.reserve(request);
  const cost = await costOf(async () => {
    await engine.submit(request, ref, () => undefined);
    for (;;) {
      const { state } = await engine.observe(request, ref, (line) => logs.append('01RUN', 1, line));
      if (state === 'succeeded') return;
      expect(['starting', 'running']).toContain(state);
      await clock.sleep(engine.pollMs);
    }
  });
  await judge(logs, folder.path, cost, 'command');
  await engine.close();
}, 180_000);

it('a process of a launcher does so too', async () => {
  await using folder = await tempDir();
  const attempt = attemptFolder(folder.path, 'attempt');
  await attempt.prepare('{}');
  const logs = createJobLogs(folder.path, clock);
  const log = (line: string): void => logs.append('01RUN', 1, line.replaceAll('hunter2-secret', '***'));
  await promisify(execFile)('/bin/sh', ['-c', `(${SCRIPT}) > "$1"`, 'sh', attempt.file('stdout')]);
  const cost = await costOf(() => tailOutput(attempt, log, true));
  await judge(logs, folder.path, cost, 'launcher');
}, 180_000);
