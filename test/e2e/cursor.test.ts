import { DatabaseSync } from '@photostructure/sqlite';
import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CursorJson, EventJson, RunJson } from '../../src/server/index.ts';
import { requestRun } from '../support/daemon-views.ts';
import { typed } from '../support/pseudo-terminal.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { serve, sluice, type Daemon, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const WAIT = { timeout: 60_000, interval: 200 };

// One story: each test goes on where the one before has ended.
describe('the position of an incremental pipeline', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await mkdir(path.join(folder.path, 'data'));
    const database = new DatabaseSync(path.join(folder.path, 'data/shop.db'));
    database.exec('create table orders (id integer primary key, item text not null)');
    for (let id = 1; id <= 6; id++) database.prepare('insert into orders values (?, ?)').run(id, `item ${id}`);
    database.close();
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local }, programs: { type: command } }
`,
      'datasources/shop.yaml': 'name: shop\ntype: sqlite\npath: data/shop.db\n',
      'datasources/files.yaml': 'name: files\ntype: file\npath: out\n',
      'schemas/shop.json': JSON.stringify({
        formatVersion: '1.0',
        datasource: 'shop',
        tables: {
          orders: {
            columns: [
              { name: 'id', type: 'INTEGER', nullable: false, hasDefault: true },
              { name: 'item', type: 'TEXT', nullable: false, hasDefault: false },
            ],
            primaryKey: ['id'],
            indexes: [],
          },
        },
      }),
      'pipelines/orders.yaml': `name: orders
schedule: manual
source: { datasource: shop, table: orders, columns: [id, item], incremental: { column: id } }
sink: { datasource: files, path: orders.csv, mode: append }
`,
      'pipelines/idle.yaml': 'name: idle\nschedule: { every: 1h }\nengine: programs\ncommand: ["/bin/true"]\n',
    });
    daemon = await serve({ cwd: folder.path });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const there = (...args: string[]): Promise<ProgramEnd> =>
    sluice([...args, '--server', daemon.url], { cwd: folder.path });
  const cursor = async (...args: string[]): Promise<CursorJson> => {
    const { stdout, code, stderr } = await there('cursor', ...args, '--output', 'json');
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const answer: unknown = JSON.parse(stdout);
    const conforms = publishedSchema('cursor');
    conforms(answer);
    expect(conforms.errors ?? []).toEqual([]);
    return answer as CursorJson; // as its schema says
  };
  const rows = async (): Promise<number> =>
    (await readFile(path.join(folder.path, 'out/orders.csv'), 'utf8')).trim().split('\n').length - 1;
  const runOnce = async (): Promise<void> => {
    const { id } = await requestRun(daemon, 'orders');
    const state = async (): Promise<string> => (await daemon.get<RunJson>(`/api/v1/runs/${id}`)).state;
    await expect.poll(state, WAIT).toBe('succeeded');
  };

  test('is none before the first run, and then where that has read up to', async () => {
    const deployed = async (): Promise<number | null> => (await there('cursor', 'get', 'orders')).code;
    await expect.poll(deployed, WAIT).toBe(0);
    expect(await cursor('get', 'orders')).toMatchObject({ column: 'id', value: null, begins: null, setBy: null });
    await runOnce();
    expect(await cursor('get', 'orders')).toMatchObject({ value: '6', setBy: { kind: 'run' }, outcome: 'read' });
    expect((await there('cursor', 'get', 'orders')).stdout).toContain('goes on after 6');
    expect(await rows()).toBe(6);
  });

  test('is put elsewhere only at a yes, and the next run goes on from there', async () => {
    const shown = await there('cursor', 'set', 'orders', '4', '--no-input');
    expect([shown.code, shown.stdout]).toEqual([0, expect.stringContaining('from 6 to 4')]);
    const unasked = await there('cursor', 'set', 'orders', '4');
    expect([unasked.code, unasked.stderr]).toEqual([64, expect.stringContaining('add --yes')]);
    expect(await cursor('get', 'orders')).toMatchObject({ value: '6' });
    const line = `cursor set orders 4 --server ${daemon.url}`;
    const no = await typed(line, folder.path, [[/Put the position of `orders` there/, 'n']]);
    expect(no).toMatch(/nothing was done[^]*code 1/);
    expect((await cursor('get', 'orders')).value).toBe('6');
    expect(await cursor('set', 'orders', '4', '--yes', '--reason', 'two were lost')).toMatchObject({
      outcome: 'changed',
      value: '4',
      setBy: { kind: 'person', run: null },
    });
    await runOnce();
    expect(await cursor('get', 'orders')).toMatchObject({ value: '6', setBy: { kind: 'run' } });
    expect(await rows()).toBe(8);
  });

  test('is in the audit, with who and why', async () => {
    const { items } = await daemon.get<{ readonly items: readonly EventJson[] }>('/api/v1/events?type=cursor.*');
    expect(items.map(({ type, data }) => [type, data['why'], data['cursor']])).toEqual([
      ['cursor.set', 'two were lost', { from: '6', to: '4' }],
    ]);
  });

  test('is asked of a database', async () => {
    const sql = 'select max(id) - 1 from orders -- but the last;';
    expect(await cursor('set', 'orders', '--from-sql', sql, '--datasource', 'shop', '--yes')).toMatchObject({
      value: '5',
    });
    const elsewhere = await there('cursor', 'set', 'orders', '--from-sql', 'select 1', '--yes');
    expect([elsewhere.code, elsewhere.stderr]).toEqual([64, expect.stringContaining('MySQL, MariaDB and SQLite')]);
    const nothing = ['cursor', 'set', 'orders', '--datasource', 'shop', '--yes', '--from-sql'];
    const empty = await there(...nothing, 'select max(id) from orders where id > 99');
    expect([empty.code, empty.stderr]).toEqual([1, expect.stringContaining('no value, or with NULL')]);
    const deleting = await there(...nothing, 'delete from orders returning id');
    expect([deleting.code, deleting.stderr]).toEqual([1, expect.stringContaining('did not take the question')]);
    expect((await cursor('get', 'orders')).value).toBe('5');
  });

  test('is taken away, and all is read anew', async () => {
    expect(await cursor('reset', 'orders', '--yes')).toMatchObject({ outcome: 'changed', value: null });
    expect(await cursor('reset', 'orders', '--yes')).toMatchObject({ outcome: 'unchanged', value: null });
    await runOnce();
    expect(await rows()).toBe(14);
  });

  test.each([
    [['set', 'orders', 'six', '--yes'], 64, 'takes a whole number'],
    [['set', 'orders', '--yes'], 64, 'takes a value or --from-sql'],
    [['set', 'orders', '5', '--from-sql', 'select 1', '--yes'], 64, 'takes a value or --from-sql'],
    [['get', 'orders', '5'], 64, 'takes no value'],
    [['reset', 'orders', '--datasource', 'shop'], 64, 'says where --from-sql is asked'],
    [['get', 'order'], 64, 'is `orders` meant?'],
    [['get', 'idle'], 64, 'reads from no position'],
    [['put', 'orders'], 64, 'get, set, reset'],
  ])('cannot be misunderstood: %j', async (args, code, words) => {
    const end = await there('cursor', ...args);
    expect([end.code, end.stderr]).toEqual([code, expect.stringContaining(words)]);
  });

  test('is not changed under a person who has seen another', async () => {
    const answer = await fetch(`${daemon.url}/api/v1/pipelines/orders/cursor`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ from: '1', to: '2' }),
    });
    expect([answer.status, await answer.json()]).toEqual([
      409,
      expect.objectContaining({ error: expect.objectContaining({ code: 'STORE_CONFLICT' }) }),
    ]);
  });

  test('says what is the matter with a project whose datasources are to be asked', async () => {
    await writeFiles(folder.path, { 'pipelines/orders.yaml': 'name: orders\nschedule: [manual\n' });
    const broken = await there('cursor', 'set', 'orders', '--from-sql', 'select 1', '--yes');
    expect([broken.code, broken.stdout + broken.stderr]).toEqual([
      1,
      expect.stringMatching(/error\[SL\d+\][^]*pipelines\/orders\.yaml[^]*`orders` was not compiled/),
    ]);
    await writeFiles(folder.path, {
      'other/sluice.yaml': 'name: shop\nedition: 2026\nengines: { programs: { type: command } }\n',
      'other/pipelines/order.yaml': 'name: order\nschedule: manual\nengine: programs\ncommand: ["/bin/true"]\n',
    });
    const other = await there('cursor', 'set', 'orders', '--from-sql', 'select 1', '--yes', '--chdir', 'other');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('did you mean `order`?')]);
  });
});
