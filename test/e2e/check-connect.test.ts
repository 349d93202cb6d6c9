import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const PROJECT = {
  'sluice.yaml': 'name: shop\nengines:\n  here: { type: local }\n',
  'datasources/erp.yaml': 'name: erp\ntype: sqlite\npath: erp.db\n',
  'datasources/ods.yaml': 'name: ods\ntype: sqlite\npath: ods.db\n',
  'pipelines/a.yaml':
    'name: a\nschedule: manual\nsource: { datasource: erp, table: orders, columns: [id, at], incremental: { column: at } }\nsink: { datasource: ods, table: orders }\n',
};

async function project(folder: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  await writeFiles(folder, { ...PROJECT, ...more });
  const database = new DatabaseSync(path.join(folder, 'erp.db'));
  database.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY, at TIMESTAMP NOT NULL)');
  database.close();
}

describe('sluice check --connect', () => {
  test('writes the snapshot that the check without a network needed, and says so to people and machines', async () => {
    await using folder = await tempDir();
    await project(folder.path);
    const cwd = folder.path;
    expect((await sluice(['check'], { cwd })).stdout).toContain('SL0510');
    const looked = await sluice(['check', '--connect', '--no-write'], { cwd });
    expect([looked.code, looked.stdout]).toEqual([
      0,
      expect.stringContaining('would write schemas/erp.json: 1 table, new'),
    ]);
    expect((await sluice(['check'], { cwd })).code).toBe(1);
    const wrote = await sluice(['check', '--connect', '--output', 'json'], { cwd });
    const output: unknown = JSON.parse(wrote.stdout);
    const valid = publishedSchema('check');
    expect([valid(output), valid.errors]).toEqual([true, null]);
    expect(output).toMatchObject({ snapshots: [{ file: 'schemas/erp.json', written: true, change: '1 table, new' }] });
    expect((await sluice(['check'], { cwd })).code).toBe(0);
    const again = await sluice(['check', '--connect', '--lang', 'zh'], { cwd });
    expect([again.code, again.stdout]).toEqual([0, expect.not.stringContaining('schemas/')]);
  });

  test('exits 1 for a datasource that is down, also when other files were asked for; says it in Chinese', async () => {
    await using folder = await tempDir();
    const erp = `name: erp\ntype: mysql\nhost: 127.0.0.1\nport: ${await freePort()}\ndatabase: shop\n`;
    await project(folder.path, {
      'datasources/erp.yaml': erp,
      'pipelines/b.yaml': 'name: b\nschedule: manual\ncommand: [date]\n',
    });
    const cwd = folder.path;
    const down = await sluice(['check', '--connect', 'pipelines/a.yaml', '--lang', 'zh'], { cwd });
    expect(down.code).toBe(1);
    expect(down.stdout).toContain('数据源 `erp` 无法连通');
    const other = await sluice(['check', '--connect', 'pipelines/b.yaml'], { cwd });
    expect(other.stdout).not.toContain('SL1010');
  });

  test('says a snapshot that it may not write', async () => {
    await using folder = await tempDir();
    await project(folder.path);
    await mkdir(path.join(folder.path, 'schemas'));
    await mkdir(path.join(folder.path, 'schemas', 'erp.json'));
    const end = await sluice(['check', '--connect'], { cwd: folder.path });
    expect([end.code, end.stderr]).toEqual([1, expect.stringContaining('cannot write schemas/erp.json')]);
  });

  test.each([
    ['--no-write alone', ['check', '--no-write']],
    ['job files', ['check', '--as', 'flinkx', '--connect', 'job.json']],
  ])('refuses %s', async (_, args) => {
    await using folder = await tempDir();
    await project(folder.path);
    await writeFile(path.join(folder.path, 'job.json'), '{}');
    expect((await sluice(args, { cwd: folder.path })).code).toBe(64);
  });
});
