import { DatabaseSync } from '@photostructure/sqlite';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CursorJson } from '../../src/server/index.ts';
import { serve, sluice, type Daemon } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

describe('a server of another environment than the command', () => {
  let folder: TempDir;
  let daemon: Daemon;
  beforeAll(async () => {
    folder = await tempDir();
    await mkdir(path.join(folder.path, 'data'));
    for (const [file, last] of [
      ['dev.db', 900],
      ['prod.db', 6],
    ] as const) {
      const database = new DatabaseSync(path.join(folder.path, 'data', file));
      database.exec('create table orders (id integer primary key)');
      database.prepare('insert into orders values (?)').run(last);
      database.close();
    }
    const movement = (name: string, source: string): string =>
      `name: ${name}\nschedule: manual\nsource: { datasource: shop, table: orders, columns: [{ name: id, type: bigint }]${source} }\nsink: { datasource: files, path: ${name}.csv }\n`;
    await writeFiles(folder.path, {
      'sluice.yaml': `name: shop
edition: 2026
defaults: { engine: here, timeZone: UTC }
engines: { here: { type: local } }
environments: { prod: { datasources: { shop: { path: data/prod.db } } } }
`,
      'datasources/shop.yaml': 'name: shop\ntype: sqlite\npath: data/dev.db\n',
      'datasources/files.yaml': 'name: files\ntype: file\npath: out\n',
      'pipelines/orders.yaml': movement('orders', ', incremental: { column: id }'),
      'pipelines/all.yaml': movement('all', ''),
      'other/sluice.yaml': 'name: billing\nedition: 2026\nengines: { here: { type: local } }\n',
    });
    daemon = await serve({ cwd: folder.path, args: ['--env', 'prod'] });
  });
  afterAll(async () => {
    await daemon?.[Symbol.asyncDispose]();
    await folder[Symbol.asyncDispose]();
  });

  const there = (args: readonly string[], project = '.') =>
    sluice([...args, '--server', daemon.url], { cwd: path.join(folder.path, project) });
  const fromSql = ['cursor', 'set', 'orders', '--datasource', 'shop', '--from-sql', 'select max(id) from orders'];

  test('has its own deployed', async () => {
    const deployed = async () => (await daemon.get<{ items: unknown[] }>('/api/v1/pipelines')).items.length;
    await expect.poll(deployed, { timeout: 60_000, interval: 100 }).toBe(2);
  });

  test.each([
    ['a value of a database', [...fromSql, '--yes'], '.'],
    ['a value of a database of another project', [...fromSql, '--yes', '--env', 'prod'], 'other'],
    ['a position', ['cursor', 'set', 'orders', '900', '--yes', '--env', 'default'], '.'],
    ['a sample', ['run', 'orders', '--sample', '5'], '.'],
    ['a run', ['run', 'all', '--env', 'default'], '.'],
  ])('is not asked for %s', async (_what, args, project) => {
    const { code, stderr } = await there(args, project);
    expect([code, stderr]).toEqual([
      1,
      expect.stringContaining('what is deployed there is `shop` in environment `prod`'),
    ]);
    expect((await daemon.get<CursorJson>('/api/v1/pipelines/orders/cursor')).value).toBeNull();
    expect((await daemon.get<{ items: unknown[] }>('/api/v1/runs')).items).toEqual([]);
  });

  test('is asked where it is named, and says which database has answered', async () => {
    const { code, stdout } = await there([...fromSql, '--env', 'prod', '--yes']);
    expect([code, stdout]).toEqual([
      0,
      expect.stringContaining('datasource `shop` of environment `prod` answers 6\norders: from no position to 6'),
    ]);
    expect((await there(['run', 'orders', '--sample', '5', '--env', 'prod'])).stdout).toContain('no rows after 6');
    expect((await there(['run', 'all', '--env', 'prod'])).code).toBe(0);
  });
});
