import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BackfillJson, BackfillPlanJson, RunJson } from '../../src/server/index.ts';
import { pipelinesOf } from '../support/daemon-views.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 100 };
const ROWS = 1_000;
/** Verbs that ask no server. */
const LOCAL = new Set(['check', 'plan']);

// One story: each test goes on where the one before has ended.
describe('a range of cursor values that is read after the fact', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local } }
`,
      'datasources/shop.yaml': 'name: shop\ntype: sqlite\npath: shop.db\n',
      'pipelines/orders.yaml': `name: orders
schedule: manual
source:
  datasource: shop
  table: orders
  columns: [id int64, amount int64]
  incremental: { column: id }
sink:
  datasource: shop
  table: copy
  mode: upsert
  key: [id]
`,
    });
    inShop((database) => {
      database.exec('create table orders (id integer primary key, amount integer)');
      const insert = database.prepare('insert into orders values (?, ?)');
      for (let id = 1; id <= ROWS; id++) insert.run(id, id * 3);
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
  const copied = (): unknown =>
    inShop((database) => ({
      ...database.prepare('select count(*) as rows, min(id) as least, max(id) as most from copy').get(),
    }));
  const run = (...args: string[]): Promise<ProgramEnd> =>
    sluice([...args, ...(LOCAL.has(args[0] ?? '') ? [] : ['--server', daemon.url])], { cwd: folder.path });
  async function json<T>(...args: string[]): Promise<T> {
    const { stdout, stderr } = await run(...args, '--output', 'json');
    expect(stderr).not.toContain('error');
    expect(stdout).not.toBe('');
    return JSON.parse(stdout) as T; // by the schemas that it is held against
  }
  const shown = (id: string): Promise<BackfillJson> => json('backfill', 'show', id);
  const position = async () => (await json<{ readonly cursor: unknown }>('cursor', 'get', 'orders')).cursor;

  test('is shown first, and refused where it is none', async () => {
    await expect.poll(async () => (await pipelinesOf(daemon)).size, WAIT).toBe(1);
    const planned = await json<BackfillPlanJson>(
      'backfill',
      'orders',
      '--cursor',
      '100..900',
      '--chunk',
      '300',
      '--no-input',
    );
    expectPublished('backfill-plan', planned);
    expect(planned).toMatchObject({
      runs: 3,
      cursor: { after: '100', until: '900', chunk: '300' },
      firstFireAt: null,
      estimate: null,
    });
    const { stdout } = await run('backfill', 'orders', '--cursor', '100..900', '--chunk', '300', '--no-input');
    expect(stdout).toContain('orders: 3 runs, of the rows after 100, up to and at 900, each of 300');
    for (const [args, words] of [
      [['--cursor', '900..100'], 'no row is after 900 and not after 100'],
      [['--cursor', '1..x'], '`x` is no value of `id`, which is `int64`'],
      [['--cursor', '1..9', '--chunk', '1d'], 'a chunk of `1d` is none'],
      [['--cursor', '1..9', '--fire', '2026-01-01'], 'and one of them'],
      [['--fire', '2026-01-01', '--chunk', '5'], '--chunk is of --cursor alone'],
    ] as const) {
      const refused = await run('backfill', 'orders', ...args, '--yes');
      expect([refused.code === 0, refused.stderr]).toEqual([false, expect.stringContaining(words)]);
    }
  });

  test('is read in parts, each row once, and the cursor stays', async () => {
    await run('cursor', 'set', 'orders', '950', '--yes');
    const before = await position();
    const made = await json<BackfillJson>(
      'backfill',
      'orders',
      '--cursor',
      '100..900',
      '--chunk',
      '300',
      '--concurrency',
      '2',
      '--yes',
    );
    expectPublished('backfill', made);
    await expect.poll(async () => (await shown(made.id)).state, WAIT).toBe('succeeded');
    expect(copied()).toEqual({ rows: 800, least: 101, most: 900 });
    expect(await position()).toEqual(before);
    const { items } = await json<{ readonly items: readonly RunJson[] }>('runs', '--pipeline', 'orders');
    const parts = items.map(({ cursorRange, metrics }) => [cursorRange?.after, cursorRange?.until, metrics.rowsRead]);
    expect(parts.toSorted()).toEqual([
      ['100', '400', 300],
      ['400', '700', 300],
      ['700', '900', 200],
    ]);
    for (const item of items) expectPublished('run', { formatVersion: '1.0', ...item });
    const story = await run('explain-run', items[0]?.id ?? '');
    expect(story.stdout).toContain('recorded by backfill');
    expect(story.stdout).toContain('cursor.after');
    expect(story.stdout).not.toContain('1969');
    const [recent] = (await pipelinesOf(daemon)).get('orders')?.recentRuns ?? [];
    expect(Date.parse(recent?.fireAt ?? '')).toBeGreaterThan(Date.parse('2026-01-01'));
    expect((await run('cursor', 'set', 'orders', '950', '--yes')).stdout).not.toContain('1969');
    // a run of its own goes on from the cursor, as if nothing had been
    await run('run', 'orders');
    await expect.poll(() => copied(), WAIT).toEqual({ rows: 850, least: 101, most: 1_000 });
    const planned = await json<BackfillPlanJson>('backfill', 'orders', '--cursor', '0..50', '--no-input');
    expectPublished('backfill-plan', planned);
    expect(planned.estimate).toMatchObject({ ofRuns: 4, rows: 50 });
    const { stdout } = await run('backfill', 'orders', '--cursor', '0..50', '--no-input');
    expect(stdout).toMatch(/some 50 rows in .*, where they stand as close as those that the last runs have read \(4\)/);
  });

  test('stands in a reviewed file too', async () => {
    await writeFiles(folder.path, {
      'backfills/again.yaml': 'name: again\npipeline: orders\ncursor: 0..100\nchunk: 50\n',
    });
    expect((await run('check')).code).toBe(0);
    const again = async (): Promise<BackfillJson | undefined> =>
      (await json<{ readonly items: readonly BackfillJson[] }>('backfill', 'list')).items.find(
        ({ name }) => name === 'again',
      );
    await expect.poll(async () => (await again())?.state, WAIT).toBe('succeeded');
    expect(await again()).toMatchObject({ runs: { total: 2, succeeded: 2 }, from: null, cursor: { chunk: '50' } });
    expect(copied()).toEqual({ rows: 950, least: 1, most: 1_000 });
    expect((await run('plan')).stdout).not.toContain('again');
  });
});

function expectPublished(schema: string, answer: unknown): void {
  const conforms = publishedSchema(schema);
  conforms(answer);
  expect(conforms.errors ?? []).toEqual([]);
}
