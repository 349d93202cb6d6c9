import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import type { RunJson } from '../../src/server/index.ts';
import { allRuns, describeRun, doubledFires, pipelinesOf, requestRun } from '../support/daemon-views.ts';
import { copyDemo, DEMO_PIPELINES } from '../support/demo-project.ts';
import { serve, sluice, type Daemon } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const clock = createSystemClock();
const WAIT = { timeout: 90_000, interval: 50 };

interface Diagnostics {
  readonly source: { readonly state: string };
  readonly diagnostics: readonly { readonly file: string; readonly code: string; readonly severity: string }[];
}

// One story: each test goes on where the one before has ended.
describe('sluice serve of the demo', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await copyDemo(folder.path);
  });
  afterAll(async () => {
    await daemon[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  test('gives its address, and every pipeline succeeds', async () => {
    const began = clock.monotonic();
    daemon = await serve({ cwd: folder.path });
    await expect.poll(async () => (await allRuns(daemon)).some(({ state }) => state === 'succeeded'), WAIT).toBe(true);
    tell(`address after ${Math.round(daemon.startMs)} ms, first finished run after`, began);
    await expect.poll(succeededPipelines, WAIT).toEqual(DEMO_PIPELINES);
    tell('every pipeline succeeded after', began);
    const runs = await allRuns(daemon);
    expect(runs.filter(({ state }) => state === 'failed').map(describeRun)).toEqual([]);
  });

  test('the incremental pipeline reads only what is new', async () => {
    await expect.poll(async () => (await feedRuns()).length, WAIT).toBeGreaterThan(1);
    const [first, second] = await feedRuns();
    expect(first?.cursorBefore).toBe(null);
    expect(first?.metrics.rowsRead).toBeGreaterThan(0);
    expect(second?.cursorBefore).toBe(first?.cursorAfter);
    const fresh = (await allRuns(daemon, 'departures')).filter(
      (run) => run.state === 'succeeded' && run.fireAt > (first?.fireAt ?? '') && run.fireAt <= (second?.fireAt ?? ''),
    );
    const expected = fresh.reduce((rows, run) => rows + (run.metrics.rowsWritten ?? 0), 0);
    expect(second?.metrics.rowsRead).toBe(expected);
  });

  test('an edit is picked up, a broken file keeps the last good version, and mending clears it', async () => {
    const file = join(folder.path, 'pipelines/airports.yaml');
    const original = await readFile(file, 'utf8');
    const before = await digest('airports');
    const edited = original.replace('every: 30s', 'every: 2s');
    expect(edited).not.toBe(original);
    await writeFile(file, edited);
    const editedAt = clock.monotonic();
    await expect.poll(() => digest('airports'), WAIT).not.toBe(before);
    tell('an edit is deployed after', editedAt);
    const good = await digest('airports');
    expect((await pipelinesOf(daemon)).get('airports')?.schedule?.words).toContain('2');

    await writeFile(file, edited.replace('mode: overwrite', 'mode: overwritten'));
    const brokenAt = clock.monotonic();
    const brokenFrom = new Date(clock.now()).toISOString();
    await expect.poll(async () => (await diagnostics()).source.state, WAIT).toBe('broken');
    tell('a broken file is shown after', brokenAt);
    const errors = (await diagnostics()).diagnostics.filter(({ severity }) => severity === 'error');
    expect(errors.map((error) => error.file)).toEqual(['pipelines/airports.yaml']);
    const printed = (): string => daemon.stdout + daemon.stderr;
    await expect.poll(printed, WAIT).toContain(errors[0]?.code ?? 'a code');
    expect(printed()).toContain('pipelines/airports.yaml');
    const runsAfter = async (): Promise<number> =>
      (await allRuns(daemon, 'airports')).filter((run) => run.state === 'succeeded' && run.fireAt > brokenFrom).length;
    await expect.poll(runsAfter, WAIT).toBeGreaterThan(1);
    expect(await digest('airports')).toBe(good);

    await writeFile(file, original);
    await expect.poll(async () => (await diagnostics()).source.state, WAIT).toBe('synced');
    expect((await diagnostics()).diagnostics).toEqual([]);
    await expect.poll(() => digest('airports'), WAIT).toBe(before);
  });

  test('a port in use is told, with what to do', async () => {
    const port = new URL(daemon.url).port;
    await using other = await tempDir();
    await copyDemo(other.path);
    const end = await sluice(['serve', '--port', port], { cwd: other.path });
    expect(end.code).toBe(1);
    expect(end.stderr).toContain(`port ${port} of 127.0.0.1 is in use`);
    expect(end.stderr).toContain('--port');
  });

  test('stops on SIGINT, and goes on where it was', async () => {
    const before = await allRuns(daemon);
    const stopped = await daemon.stop();
    console.log(`stopped in ${Math.round(stopped.ms)} ms`);
    expect(stopped.code).toBe(0);
    expect(stopped.ms).toBeLessThan(10_000);

    daemon = await serve({ cwd: folder.path });
    const feeds = (await feedRuns()).length;
    await expect.poll(async () => (await feedRuns()).length, WAIT).toBeGreaterThan(feeds);
    const after = await allRuns(daemon);
    const ids = new Set(after.map(({ id }) => id));
    expect(before.filter(({ id }) => !ids.has(id))).toEqual([]);
    await expectOnce();
  });

  test('killed -9 while it holds a run, it goes on: lease and claims are taken over', async () => {
    await writeFiles(folder.path, {
      'sluice.yaml': (await readFile(join(folder.path, 'sluice.yaml'), 'utf8')).replace(
        'engines:',
        'engines:\n  programs: { type: command }',
      ),
      'pipelines/slow.yaml': `name: slow
schedule: manual
retry: { attempts: 2, backoff: fixed, initial: 100ms }
engine: programs
command: ["/bin/sh", "-c", "sleep 3"]
`,
    });
    await expect.poll(async () => (await pipelinesOf(daemon)).has('slow'), WAIT).toBe(true);
    const { id } = await requestRun(daemon, 'slow');
    await expect.poll(async () => (await daemon.get<RunJson>(`/api/v1/runs/${id}`)).state, WAIT).toBe('running');
    daemon.signal('SIGKILL');
    await daemon.ended;
    const killed = new Date(clock.now()).toISOString();

    const began = clock.monotonic();
    daemon = await serve({ cwd: folder.path });
    const fresh = async (): Promise<boolean> =>
      (await allRuns(daemon)).some((run) => run.state === 'succeeded' && (run.startedAt ?? '') > killed);
    await expect.poll(fresh, WAIT).toBe(true);
    tell('after kill -9, the next run finished after', began);
    const slow = (): Promise<RunJson> => daemon.get<RunJson>(`/api/v1/runs/${id}`);
    await expect.poll(async () => (await slow()).state, WAIT).toBe('succeeded');
    tell(`${describeRun(await slow())}, after`, began);
    await expect.poll(async () => (await feedRuns()).some((run) => run.fireAt > killed), WAIT).toBe(true);
    await expectOnce();
  });

  async function succeededPipelines(): Promise<readonly string[]> {
    const names = (await allRuns(daemon)).filter(({ state }) => state === 'succeeded').map(({ pipeline }) => pipeline);
    return [...new Set(names)].toSorted();
  }

  /** Succeeded runs of the incremental pipeline, oldest first. */
  async function feedRuns(): Promise<readonly RunJson[]> {
    const runs = await allRuns(daemon, 'new-departures');
    return runs.filter(({ state }) => state === 'succeeded').toSorted((a, b) => (a.fireAt < b.fireAt ? -1 : 1));
  }

  async function digest(pipeline: string): Promise<string | undefined> {
    return (await pipelinesOf(daemon)).get(pipeline)?.artefactDigest;
  }

  function diagnostics(): Promise<Diagnostics> {
    return daemon.get<Diagnostics>('/api/v1/diagnostics');
  }

  /** No fire twice, each run starts at the cursor that the one before left, and no row was fed twice. */
  async function expectOnce(): Promise<void> {
    expect(doubledFires(await allRuns(daemon))).toEqual([]);
    const feeds = await feedRuns();
    expect(feeds.slice(1).map(({ cursorBefore }) => cursorBefore)).toEqual(
      feeds.slice(0, -1).map(({ cursorAfter }) => cursorAfter),
    );
    // Killed between its commit and the record of it, an append is done again: at least once is what is promised.
    if (feeds.some(({ attempts }) => attempts.length > 1)) return;
    const fed = async (): Promise<number> =>
      (await feedRuns()).reduce((rows, run) => rows + (run.metrics.rowsWritten ?? 0), 0);
    await expect.poll(async () => (await fed()) - rowsIn('departure_feed'), WAIT).toBe(0);
  }

  function rowsIn(table: string): number {
    const database = new DatabaseSync(join(folder.path, '.sluice/data/warehouse.db'), { readOnly: true });
    try {
      return Number(database.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.['n']);
    } finally {
      database.close();
    }
  }
});

function tell(what: string, since: number): void {
  console.log(`${what} ${Math.round(clock.monotonic() - since)} ms`);
}
