import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackfillJson, BackfillPlanJson, ChangedBackfillJson, RunJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 120_000, interval: 100 };
const DAY = 86_400_000;
/** The fire that loads the first day of January 2024. */
const FIRST = Date.parse('2024-01-02T02:00:00+08:00');
const JANUARY = ['--bizdate', '2024-01-01..2024-01-31'];

/** Loads a day into a table of its own, with the values that its run was bound with. */
const loadsADay = (name: string): string => `name: ${name}
schedule: { cron: "0 0 2 * * ?", timeZone: Asia/Shanghai }
source:
  datasource: shop
  table: facts
  columns:
    - { name: day, type: string }
    - { name: id, type: int64 }
    - { name: fired, type: string, value: "\${fire:yyyy-MM-dd'T'HH:mm}" }
    - { name: since, type: string, value: "\${window.start:yyyy-MM-dd'T'HH:mm}" }
  where: "day = '\${bizdate:yyyy-MM-dd}'"
sink:
  datasource: shop
  table: ${name}
  mode: upsert
  key: [day, id]
`;

// One story: each test goes on where the one before has ended.
describe('days of the past that are loaded after the fact', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local }, programs: { type: command } }
`,
      'datasources/shop.yaml': 'name: shop\ntype: sqlite\npath: shop.db\n',
      'pipelines/daily.yaml': loadsADay('daily'),
      'pipelines/single.yaml': loadsADay('single'),
      'pipelines/appended.yaml': loadsADay('appended').replace(/ {2}mode: upsert\n {2}key: .*\n/, '  mode: append\n'),
      'pipelines/slow.yaml':
        'name: slow\nschedule: { cron: "0 0 2 * * ?" }\nengine: programs\ncommand: [sleep, "60"]\n',
    });
    inShop((database) => {
      database.exec('create table facts (day text, id integer)');
      const insert = database.prepare('insert into facts values (?, ?)');
      for (let day = 0; day < 40; day++) {
        const date = new Date(Date.UTC(2023, 11, 28) + day * DAY).toISOString().slice(0, 10);
        for (let id = 0; id <= day % 7; id++) insert.run(date, id);
      }
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  function inShop<T>(work: (database: InstanceType<typeof DatabaseSync>) => T): T {
    const database = new DatabaseSync(join(folder.path, 'shop.db'));
    try {
      database.exec('pragma busy_timeout = 10000');
      return work(database);
    } finally {
      database.close();
    }
  }
  const rowsOf = (table: string): readonly unknown[] =>
    inShop((database) => database.prepare(`select * from ${table} order by day, id`).all());
  const there = (...args: string[]): Promise<ProgramEnd> =>
    sluice([...args, '--server', daemon.url], { cwd: folder.path });
  const document = <T>({ stdout, code, stderr }: ProgramEnd, schema: string): T => {
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const answer: unknown = JSON.parse(stdout);
    const conforms = publishedSchema(schema);
    conforms(answer);
    expect(conforms.errors ?? []).toEqual([]);
    return answer as T; // as its schema says
  };
  const show = async (id: string): Promise<BackfillJson> =>
    document(await there('backfill', 'show', id, '--output', 'json'), 'backfill');
  /** Runs one fire by hand, to its end. */
  const runOnce = async (pipeline: string, fireTime: number): Promise<void> => {
    const asked = await fetch(new URL(`/api/v1/pipelines/${pipeline}/runs`, daemon.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fireAt: new Date(fireTime).toISOString().replace('.000', '') }),
    });
    const { id } = (await asked.json()) as RunJson;
    const state = async (): Promise<string> => {
      const answer = await fetch(new URL(`/api/v1/runs/${id}`, daemon.url));
      return ((await answer.json()) as RunJson).state;
    };
    await expect.poll(state, WAIT).toBe('succeeded');
  };

  test('are shown before anything is run', async () => {
    await expect.poll(async () => (await pipelinesOf(daemon)).size, WAIT).toBe(4);
    const { stdout, code, stderr } = await there('backfill', 'daily', ...JANUARY);
    expect([code, stderr]).toEqual([64, expect.stringContaining('add --yes')]);
    expect(stdout).toContain('daily: 31 runs, of the fires from 2024-01-01T18:00:00.000Z to 2024-01-31T18:00:00.000Z');
    const asked = await there('backfill', 'daily', ...JANUARY, '--no-input', '--output', 'json');
    expect(document<BackfillPlanJson>(asked, 'backfill-plan')).toMatchObject({
      runs: 31,
      estimate: null,
      cautions: [],
    });
    const none = await there('backfill', 'list', '--output', 'json');
    expect(document(none, 'backfills')).toMatchObject({ items: [] });
  });

  test('are refused where they cannot be, with what to do', async () => {
    const refused = async (...args: string[]) => {
      const { code, stderr } = await there('backfill', ...args, '--yes');
      return [code, stderr];
    };
    expect(await refused('daly', ...JANUARY)).toEqual([64, expect.stringContaining('is `daily` meant?')]);
    expect(await refused('daily')).toEqual([64, expect.stringContaining('--fire, --bizdate or --cursor')]);
    expect(await refused('daily', '--bizdate', '2024-01-03..2024-01-01')).toEqual([
      64,
      expect.stringContaining('begins after its end'),
    ]);
    expect(await refused('daily', '--fire', '2024-01-01T02:00:00')).toEqual([64, expect.stringContaining('offset')]);
    expect(await refused('appended', ...JANUARY)).toEqual([64, expect.stringContaining('--allow-duplicates')]);
    expect(await refused('show', 'nothing')).toEqual([1, expect.stringContaining('there is no backfill nothing')]);
    expect(await refused('pause')).toEqual([64, expect.stringContaining('needs the id')]);
  });

  test('load the same rows as one run after the other, also where the daemon is killed in between', async () => {
    const made = await there(
      'backfill',
      'daily',
      ...JANUARY,
      '--concurrency',
      '3',
      '--reason',
      'new table',
      '--yes',
      '--output',
      'json',
    );
    const { id } = document<BackfillJson>(made, 'backfill');
    await expect.poll(async () => (await show(id)).runs.succeeded, WAIT).toBeGreaterThan(3);
    await daemon[Symbol.asyncDispose]();
    daemon = await serve({ cwd: folder.path });
    for (let day = 0; day < 31; day++) await runOnce('single', FIRST + day * DAY);
    await expect.poll(async () => (await show(id)).state, WAIT).toBe('succeeded');
    expect(await show(id)).toMatchObject({
      runs: { total: 31, left: 0, open: 0, succeeded: 31, failed: 0 },
      why: 'new table',
      concurrency: 3,
    });
    const rows = rowsOf('daily');
    expect(rows.length).toBeGreaterThan(100);
    expect(rows).toEqual(rowsOf('single'));
    const { stdout } = await there('backfill', 'show', id);
    expect(stdout).toContain(`[${'#'.repeat(30)}] 31/31`);
    const runs = await there('runs', '--pipeline', 'daily', '--limit', '100', '--output', 'json');
    const items = document<{ items: readonly RunJson[] }>(runs, 'runs').items;
    expect(new Set(items.map(({ fireAt }) => fireAt)).size).toBe(31);
    const story = await there('explain-run', items[0]?.id ?? '');
    expect(story.stdout).toContain(`recorded by backfill \`${id}\`, ready to run`);
  });

  test('once more change nothing, as more attempts of the same runs, estimated by those before', async () => {
    const before = rowsOf('daily');
    const attempts = async (): Promise<ReadonlyMap<string, number>> => {
      const runs = await there('runs', '--pipeline', 'daily', '--limit', '100', '--output', 'json');
      const { items } = document<{ items: readonly RunJson[] }>(runs, 'runs');
      return new Map(items.map((run) => [run.fireAt, run.attempts.length]));
    };
    const attempted = await attempts();
    const asked = await there('backfill', 'daily', ...JANUARY, '--no-input', '--output', 'json');
    const planned = document<BackfillPlanJson>(asked, 'backfill-plan');
    expect(planned).toMatchObject({ onRecord: 31, estimate: { ofRuns: 20 } });
    expect(planned.estimate?.rows).toBeGreaterThan(31);
    const line = `backfill daily --bizdate 2024-01-01..2024-01-03 --newest-first --server ${daemon.url}`;
    const question = /Run these fires of `daily`\?/;
    expect(await typed(line, folder.path, [[question, '\r']])).toMatch(/nothing was done[^]*code 1/);
    expect(await typed(line, folder.path, [[question, 'y']])).toMatch(/is on record[^]*code 0/);
    const list = async () =>
      document<{ items: readonly BackfillJson[] }>(await there('backfill', 'list', '--output', 'json'), 'backfills')
        .items;
    await expect.poll(async () => (await list()).map(({ state }) => state), WAIT).toEqual(['succeeded', 'succeeded']);
    expect(rowsOf('daily')).toEqual(before);
    const grown = await attempts();
    expect([...grown].filter(([fireAt, count]) => count > (attempted.get(fireAt) ?? 0))).toHaveLength(3);
    expect(grown.size).toBe(31);
  });

  test('rest, go on and end at will', async () => {
    const made = await there('backfill', 'slow', '--fire', '2024-01-01..2024-01-05', '--yes', '--output', 'json');
    const { id } = document<BackfillJson>(made, 'backfill');
    const change = async (...args: string[]): Promise<ChangedBackfillJson> =>
      document(await there('backfill', ...args, '--output', 'json'), 'backfill');
    await expect.poll(async () => (await show(id)).runs.open, WAIT).toBe(1);
    expect(await change('pause', id, '--reason', 'night')).toMatchObject({ outcome: 'changed', state: 'paused' });
    expect(await change('pause', id)).toMatchObject({ outcome: 'same' });
    const beside = await there('backfill', 'slow', '--fire', '2024-01-05', '--yes');
    expect(beside).toMatchObject({ code: 1, stderr: expect.stringContaining(`sluice backfill cancel ${id}`) });
    expect((await there('why', 'slow')).stdout).toContain(`backfill \`${id}\` of \`slow\` is \`paused\`: 0 of 5`);
    expect(await change('resume', id)).toMatchObject({ outcome: 'changed', state: 'running' });
    expect(await change('cancel', id, '--stop')).toMatchObject({ state: 'cancelled', stopped: 1 });
    await expect.poll(async () => (await show(id)).runs, WAIT).toMatchObject({ open: 0, failed: 1, left: 4 });
    expect(await there('backfill', 'resume', id)).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('cancelled'),
    });
  });

  test('run once a file of the repository says so, and not again', async () => {
    const file = 'backfills/december.yaml';
    const text = 'name: december\npipeline: daily\nbizdate: 2023-12-28..2023-12-31\nconcurrency: 2\n';
    const ofFile = async (name: string): Promise<BackfillJson | undefined> => {
      const listed = await there('backfill', 'list', '--output', 'json');
      return document<{ items: readonly BackfillJson[] }>(listed, 'backfills').items.find((item) => item.name === name);
    };
    await writeFiles(folder.path, { [file]: text });
    expect(await sluice(['check'], { cwd: folder.path })).toMatchObject({ code: 0 });
    await expect.poll(async () => (await ofFile('december'))?.state, WAIT).toBe('succeeded');
    expect(await ofFile('december')).toMatchObject({ actor: 'reconcile', runs: { total: 4, succeeded: 4 } });
    expect(rowsOf('daily').length).toBeGreaterThan(rowsOf('single').length);

    await writeFiles(folder.path, { [file]: text.replace('12-28', '12-25') });
    const told = async (): Promise<string> => JSON.stringify(await daemon.get('/api/v1/diagnostics'));
    await expect.poll(told, WAIT).toContain('`december` was begun as something else: it is `succeeded`');
    const slow = 'backfills/slow.yaml';
    await writeFiles(folder.path, { [slow]: 'name: slow-days\npipeline: slow\nfire: 2024-03-01..2024-03-09\n' });
    await expect.poll(async () => (await ofFile('slow-days'))?.runs.open, WAIT).toBe(1);
    await Promise.all([file, slow].map((path) => rm(join(folder.path, path))));
    await expect.poll(async () => (await ofFile('slow-days'))?.state, WAIT).toBe('cancelled');
    expect((await ofFile('december'))?.state).toBe('succeeded');
  });
});
