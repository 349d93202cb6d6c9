import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { startServingDaemon } from './daemon.mjs';
import { figure, percentile } from './numbers.mjs';

const READERS = 100;
const ROUNDS = 5;
const BATCHES = 20;
const BATCH_LINES = 500;
const LINES = BATCHES * BATCH_LINES;
/** Some 4,000 lines a second, for two seconds and a half. */
const SCRIPT = `b=0; while [ $b -lt ${BATCHES} ]; do i=0; while [ $i -lt ${BATCH_LINES} ]; do echo "line $b/$i of a job that has much to say"; i=$((i+1)); done; sleep 0.1; b=$((b+1)); done`;

/**
 * How long a run takes that prints 10,000 lines, by its record, while 100 readers follow its log and while nobody does, in turn on one
 * daemon. Each reader has to get each line once.
 */
export async function benchLogReaders(folder, add) {
  await generate(folder);
  const daemon = await startServingDaemon(folder);
  try {
    await daemon.until(async () => {
      const found = await daemon.get('/api/v1/pipelines').catch(() => '');
      return found.includes('"talks"');
    });
    const times = { read: [], alone: [] };
    await timeOf(daemon, 0);
    for (let round = 0; round < ROUNDS; round += 1) {
      times.alone.push(await timeOf(daemon, 0));
      times.read.push(await timeOf(daemon, READERS));
    }
    const alone = { name: 'nobody reads', value: percentile(times.alone, 0.5) };
    add(`log-of-${LINES}-lines-${READERS}-readers`, figure(percentile(times.read, 0.5), 'ms', alone));
    await daemon.stop();
  } finally {
    await daemon.kill();
  }
}

/** Milliseconds from the start of a run to its end. */
async function timeOf({ url }, readers) {
  const answer = await fetch(`${url}/api/v1/pipelines/talks/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: '{}',
  });
  const { id } = await answer.json();
  const heard = await Promise.all(Array.from({ length: readers || 1 }, () => linesHeard(url, id, readers > 0)));
  if (readers > 0 && heard.some((lines) => lines !== LINES))
    throw new Error(`readers got ${Math.min(...heard)} to ${Math.max(...heard)} lines of ${LINES}`);
  const run = await (await fetch(`${url}/api/v1/runs/${id}`)).json();
  if (run.state !== 'succeeded') throw new Error(`the run ${run.state}: ${run.reason?.message}`);
  return Date.parse(run.finishedAt) - Date.parse(run.startedAt);
}

/** Follows the log of a run to its end, or waits for its end without a look at the log. */
async function linesHeard(url, id, reads) {
  if (!reads) {
    for (;;) {
      const { finishedAt } = await (await fetch(`${url}/api/v1/runs/${id}`)).json();
      if (finishedAt !== null) return 0;
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
  }
  const { body } = await fetch(`${url}/api/v1/runs/${id}/logs/stream`);
  const decoder = new TextDecoder();
  let [rest, lines] = ['', 0];
  for await (const bytes of body) {
    const frames = (rest + decoder.decode(bytes, { stream: true })).split('\n\n');
    rest = frames.pop() ?? '';
    // text within JSON: each line of the job once
    for (const frame of frames) lines += frame.split(' of a job that has much to say').length - 1;
  }
  return lines;
}

async function generate(folder) {
  await mkdir(path.join(folder, 'pipelines'), { recursive: true });
  await writeFile(
    path.join(folder, 'sluice.yaml'),
    'name: bench\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines:\n  here: { type: command }\n',
  );
  await writeFile(
    path.join(folder, 'pipelines', 'talks.yaml'),
    JSON.stringify({ name: 'talks', schedule: 'manual', command: ['/bin/sh', '-c', SCRIPT] }),
  );
}
