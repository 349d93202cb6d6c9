import { expect, test } from 'vitest';
import { demoServer, type DemoServer } from '../../test/support/demo-server.ts';
import { startServer } from './index.ts';

interface Told {
  readonly event: string;
  readonly id: string;
  readonly data: { readonly attempt?: number; readonly attempts?: readonly number[]; readonly text?: string };
}

/** What a reader of a stream has been told up to its end. */
async function readAll(url: string, headers: Record<string, string> = {}): Promise<readonly Told[]> {
  const text = await (await fetch(url, { headers })).text();
  return [...text.matchAll(/event: (.*)\nid: (.*)\ndata: (.*)\n/g)].map(([, event = '', id = '', data = '']) => ({
    event,
    id,
    data: JSON.parse(data) as Told['data'], // as the route writes it
  }));
}

const textOf = (told: readonly Told[]): string => told.map(({ data }) => data.text ?? '').join('');

async function started(): Promise<
  AsyncDisposable & DemoServer & { readonly of: (run: string, rest?: string) => string }
> {
  const other = await demoServer({ history: 1 });
  const address = await startServer(other.server, { port: 0 });
  return { ...other, of: (run, rest = '') => `${address}/api/v1/runs/${run}/logs/stream${rest}` };
}

/** Ends the run that is under way in the demo. */
async function endRunning({ demo }: DemoServer): Promise<void> {
  const run = await demo.store.getRun(demo.runs.running);
  const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
  expect(await demo.store.finishAttempt(demo.runs.running, run?.executor ?? '', 1, end, Date.now())).toBe(true);
}

test('the log of a run that is over is told whole, and the stream ends', async () => {
  await using other = await started();
  const told = await readAll(other.of(other.demo.runs.failed));
  expect(told.at(-1)).toMatchObject({ event: 'end', data: { state: 'failed' } });
  expect(told[0]?.data.attempts).toEqual([1]);
  expect(textOf(told)).toBe((await other.demo.jobLogs.read(other.demo.runs.failed, 1, 0)).text);
});

test('who comes back goes on where it was, and hears nothing twice', async () => {
  await using other = await started();
  const url = other.of(other.demo.runs.failed);
  const whole = textOf(await readAll(url));
  const seen = whole.indexOf('\n') + 1;
  expect(textOf(await readAll(url, { 'last-event-id': `1:${seen}` }))).toBe(whole.slice(seen));
});

test('a hundred readers hear all lines in order while they are printed, for a few reads of the file', async () => {
  await using other = await started();
  const { jobLogs, runs } = other.demo;
  let reads = 0;
  const read = jobLogs.read.bind(jobLogs);
  jobLogs.read = async (...place) => {
    reads += 1;
    return read(...place);
  };
  const before = (await read(runs.running, 1, 0)).text;
  const readers = Array.from({ length: 100 }, () => readAll(other.of(runs.running)));
  for (let line = 0; line < 20; line += 1) {
    jobLogs.append(runs.running, 1, `line ${line}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  const readsOfAll = reads;
  await endRunning(other);
  const all = await Promise.all(readers);
  expect(new Set(all.map(textOf)).size).toBe(1);
  const lines = textOf(all[0] ?? [])
    .slice(before.length)
    .trimEnd()
    .split('\n');
  expect(lines.map((line) => line.slice(25))).toEqual(Array.from({ length: 20 }, (_, line) => `line ${line}`));
  // each of a hundred readers by itself would have read some four hundred times in that second
  expect(readsOfAll).toBeLessThan(200);
}, 30_000);

test('a reader that is gone before the run was found is not told anything', async () => {
  await using other = await started();
  const { jobLogs, runs, store } = other.demo;
  let reads = 0;
  const read = jobLogs.read.bind(jobLogs);
  jobLogs.read = async (...place) => {
    reads += 1;
    return read(...place);
  };
  const getRun = store.getRun.bind(store);
  const gone = new AbortController();
  store.getRun = async (id) => {
    gone.abort();
    await new Promise((resolve) => setTimeout(resolve, 200));
    return getRun(id);
  };
  await expect(fetch(other.of(runs.running), { signal: gone.signal })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 1_200));
  expect(reads).toBe(0);
});

test('a run that is not there, and an attempt that is none, are refused', async () => {
  await using other = await started();
  const answer = await fetch(other.of('01NONE'));
  expect(answer.status).toBe(404);
  expect((await fetch(other.of(other.demo.runs.failed, '?attempt=0'))).status).toBe(400);
});

test('the server stops at once although a reader stays', async () => {
  await using other = await started();
  const response = await fetch(other.of(other.demo.runs.running));
  const before = performance.now();
  await other.server.close();
  expect(performance.now() - before).toBeLessThan(5_000);
  await response.text().catch(() => undefined);
});
