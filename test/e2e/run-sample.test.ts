import { DatabaseSync } from '@photostructure/sqlite';
import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

interface SampleOutput {
  readonly after: string | null;
  readonly columns: readonly { readonly name: string; readonly type: string | null }[];
  readonly rows: readonly (readonly unknown[])[];
  readonly read: number;
  readonly refused: readonly { readonly row: number; readonly column: string | null; readonly why: string }[];
}

describe('run --sample', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    await mkdir(path.join(folder.path, 'data'));
    const database = new DatabaseSync(path.join(folder.path, 'data/shop.db'));
    database.exec('create table orders (id integer primary key, item text)');
    for (let id = 1; id <= 2_500; id++) database.prepare('insert into orders values (?, ?)').run(id, `item ${id}`);
    database.exec('update orders set item = null where id = 2');
    database.close();
    const column = (name: string, type: string) => ({ name, type, nullable: true, hasDefault: true });
    await writeFiles(folder.path, {
      'sluice.yaml':
        'name: shop\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines: { here: { type: local }, programs: { type: command } }\n',
      'datasources/shop.yaml': 'name: shop\ntype: sqlite\npath: data/shop.db\n',
      'datasources/loose.yaml': 'name: loose\ntype: sqlite\npath: data/shop.db\n',
      'datasources/files.yaml': 'name: files\ntype: file\npath: data\n',
      'schemas/shop.json': JSON.stringify({
        formatVersion: '1.0',
        datasource: 'shop',
        tables: {
          orders: { columns: [column('id', 'INTEGER'), column('item', 'TEXT')], primaryKey: ['id'], indexes: [] },
        },
      }),
      'pipelines/orders.yaml':
        'name: orders\nschedule: manual\nsource: { datasource: shop, table: orders, columns: [id, item], incremental: { column: id } }\nsink: { datasource: files, path: orders.csv, columns: [{ name: number, from: id }, { name: item, from: item }] }\n',
      'pipelines/strict.yaml':
        'name: strict\nschedule: manual\nsource: { datasource: loose, table: orders, columns: [{ name: id, type: bigint }, { name: item, type: int }], incremental: { column: id } }\nsink: { datasource: files, path: strict.csv }\n',
      'pipelines/lines.yaml':
        'name: lines\nschedule: manual\nsource: { datasource: files, path: lines.csv, columns: [{ name: id, type: int }, { name: seen, type: date }] }\nsink: { datasource: files, path: out.csv }\n',
      'pipelines/days.yaml':
        'name: days\nschedule: manual\nparams: { shop: { pattern: "[a-z]+" } }\nsource: { datasource: files, path: "${shop}-${bizdate}.csv", columns: [{ name: id, type: int }] }\nsink: { datasource: files, path: out.csv }\n',
      'pipelines/idle.yaml': 'name: idle\nschedule: manual\nengine: programs\ncommand: ["/bin/true"]\n',
      'data/lines.csv': 'id,seen\n1,2026-03-01\nmany,2026-03-02\n3,2026-02-30\n4,2026-03-04\n',
      'data/north-20260301.csv': 'id\n7\n',
    });
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const run = (...args: string[]) => sluice(['run', ...args], { cwd: folder.path });
  const sample = async (...args: string[]): Promise<SampleOutput> => {
    const { stdout, code, stderr } = await run(...args, '--output', 'json');
    expect([code, stderr]).toEqual([0, expect.anything()]);
    const answer: unknown = JSON.parse(stdout);
    const conforms = publishedSchema('sample');
    conforms(answer);
    expect(conforms.errors ?? []).toEqual([]);
    return answer as SampleOutput; // as its schema says
  };

  test('shows the first rows as the sink would get them, writes nothing and records nothing', async () => {
    const { columns, rows, read, after } = await sample('orders', '--sample', '2');
    expect({ columns, rows, read, after }).toEqual({
      columns: [
        { name: 'number', type: 'int64' },
        { name: 'item', type: 'string' },
      ],
      rows: [
        [1, 'item 1'],
        [2, null],
      ],
      read: 2,
      after: null,
    });
    const { stdout } = await run('orders', '--sample', '2');
    expect(stdout).toMatch(/number {2}item\n1 {7}item 1\n2 {7}NULL\nrows read: 2; nothing was written\n$/);
    expect(existsSync(path.join(folder.path, 'data/orders.csv'))).toBe(false);
    const { items } = JSON.parse((await sluice(['runs', '--output', 'json'], { cwd: folder.path })).stdout) as {
      readonly items: readonly unknown[];
    };
    expect(items).toEqual([]);
  });

  test('reads more than one batch, and no more rows than there are', async () => {
    const { rows, read } = await sample('orders', '--sample', '1500');
    expect([rows.length, read, rows.at(-1)]).toEqual([1_500, 1_500, [1_500, 'item 1500']]);
    const { stdout } = await run('orders', '--sample', '9999');
    expect(stdout).toContain('rows read: 2500, all there are; nothing was written');
  });

  test('names the rows that a run would refuse', async () => {
    const { rows, refused } = await sample('lines', '--sample', '10');
    expect(rows).toEqual([
      [1, '2026-03-01'],
      [4, '2026-03-04'],
    ]);
    expect(refused.map(({ row, column }) => [row, column])).toEqual([
      [3, 'id'],
      [4, 'seen'],
    ]);
    expect((await run('lines', '--sample', '10')).stdout).toContain('would be refused: line 3, column id:');
  });

  test('takes the fire and the parameters of a run', async () => {
    const { rows } = await sample('days', '--sample', '5', '--fire', '2026-03-02T02:00:00Z', '--param', 'shop=north');
    expect(rows).toEqual([[7]]);
    const missing = await run('days', '--sample', '5', '--fire', '2026-03-09T02:00:00Z', '--param', 'shop=north');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('north-20260308.csv')]);
  });

  test('begins where a run by hand has ended, of a pipeline that is not deployed', async () => {
    expect((await run('orders')).code).toBe(0);
    expect(await sample('orders', '--sample', '5')).toMatchObject({ after: '2500', rows: [] });
    const cursor = (...args: string[]) => sluice(['cursor', ...args], { cwd: folder.path });
    expect((await cursor('set', 'orders', '2498', '--yes')).code).toBe(0);
    expect((await cursor('get', 'orders')).stdout).toContain('goes on after 2498');
    expect((await sample('orders', '--sample', '5')).rows.map(([id]) => id)).toEqual([2_499, 2_500]);
    const unknown = await cursor('get', 'lines');
    expect([unknown.code, unknown.stderr]).toEqual([64, expect.stringContaining('no pipeline `lines` is deployed')]);
  });

  test('a position that is put elsewhere is not that of a run that is run once more', async () => {
    expect((await run('strict')).code).toBe(1);
    const { code, stdout } = await sluice(['cursor', 'set', 'strict', '3', '--yes'], { cwd: folder.path });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/has not succeeded: run once more, it reads from where/)]);
    expect(stdout).toContain('`strict` goes on after 3 with its next new fire');
  });

  test.each([
    [['orders', '--sample', '0'], 'write 1 to 10000'],
    [['orders', '--sample', 'all'], 'write 1 to 10000'],
    [['idle', '--sample', '5'], 'has no rows that could be shown here'],
    [['order', '--sample', '5'], 'did you mean `orders`?'],
  ])('cannot be misunderstood: %j', async (args, words) => {
    const { code, stderr } = await run(...args);
    expect([code, stderr]).toEqual([64, expect.stringContaining(words)]);
  });
});
