import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { sluice, type ProgramEnd } from '../../../test/support/sluice-program.ts';
import { tempDir, type TempDir } from '../../../test/support/temp-dir.ts';
import { writeFiles } from '../../../test/support/write-files.ts';

const FILES = {
  'sluice.yaml':
    'name: shop\nedition: 2026\ndefaults: { engine: here, timeZone: UTC }\nengines: { here: { type: local } }\n',
  'datasources/erp.yaml': 'name: erp\ntype: sqlite\npath: erp.db\n',
  'datasources/ods.yaml': 'name: ods\ntype: sqlite\npath: ods.db\n',
  'pipelines/orders.yaml': movement('orders', 'manual', 'orders', 'incremental: { column: id }'),
};

function movement(name: string, schedule: string, table: string, more = ''): string {
  return `name: ${name}
schedule: ${schedule}
source:
  datasource: erp
  table: ${table}
  columns:
    - { name: id, type: int64 }
    - { name: amount, type: "decimal(18,2)" }
  ${more}
sink: { datasource: ods, table: ${name}, mode: append }
`;
}

describe('sluice run', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir('sluice-run-');
    await writeFiles(folder.path, FILES);
    query('erp.db', 'CREATE TABLE orders (id INTEGER, amount TEXT)');
    query('erp.db', `INSERT INTO orders VALUES (1, '1.00'), (2, '2.00')`);
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  function query(file: string, sql: string): unknown[] {
    const database = new DatabaseSync(join(folder.path, file));
    try {
      return database.prepare(sql).all();
    } finally {
      database.close();
    }
  }

  const idsIn = (table: string): unknown[] =>
    // `as` because the statement has this one column.
    query('ods.db', `SELECT id FROM ${table} ORDER BY id`).map((row) => (row as { readonly id: unknown }).id);

  /** From the sources, so that nothing has to be built. */
  const run = (...args: string[]): Promise<ProgramEnd> =>
    sluice(['run', ...args], {
      cwd: folder.path,
      command: [
        process.execPath,
        '--import',
        import.meta.resolve('tsx'),
        fileURLToPath(new URL('../main.ts', import.meta.url)),
      ],
    });

  it('reads only the new rows of an incremental pipeline the second time, without a daemon', async () => {
    expect(await run('orders')).toMatchObject({ code: 0, stdout: expect.stringContaining('read up to 2') });
    expect(idsIn('orders')).toEqual([1, 2]);
    query('erp.db', `INSERT INTO orders VALUES (3, '3.00')`);
    const second = await run('orders', '-o', 'json');
    expect(second.code).toBe(0);
    expect(JSON.parse(second.stdout)).toMatchObject({ cursorBefore: '2', cursorAfter: '3', metrics: { rowsRead: 1 } });
    expect(idsIn('orders')).toEqual([1, 2, 3]);
    // the cursor stays with the later fire: that it is where this run has ended is not said
    query('erp.db', `INSERT INTO orders VALUES (4, '4.00')`);
    const older = await run('orders', '--fire', '2026-03-02T10:00:00Z');
    expect(older).toMatchObject({ code: 0, stdout: expect.stringMatching(/, read up to 4\n/) });
    query('erp.db', 'DELETE FROM orders WHERE id = 4');
  }, 120_000);

  it('runs a failed fire once more when it is mended, a succeeded one only when asked', async () => {
    const fire = ['--fire', '2026-03-02T10:00:00Z'];
    await writeFiles(folder.path, { 'pipelines/days.yaml': movement('days', '{ cron: "0 10 * * *" }', 'ordres') });
    const failed = await run('days', ...fire);
    expect(failed.code).toBe(1);
    await writeFiles(folder.path, { 'pipelines/days.yaml': movement('days', '{ cron: "0 10 * * *" }', 'orders') });
    const mended = await run('days', ...fire, '-o', 'json');
    expect(mended.code).toBe(0);
    const record = JSON.parse(mended.stdout);
    expect(record).toMatchObject({ state: 'succeeded', attempts: [{ state: 'failed' }, { state: 'succeeded' }] });
    expect(failed.stdout).toContain(record.id);
    expect(idsIn('days')).toEqual([1, 2, 3]);

    const left = await run('days', ...fire);
    expect(left.code).toBe(0);
    expect(left.stdout).toBe(
      `this fire has run already (run ${record.id}, succeeded at ${record.finishedAt}); nothing was done\n` +
        'help: `--again` runs it once more; `--fire T` another fire\n',
    );
    expect(idsIn('days')).toEqual([1, 2, 3]);

    const again = await run('days', ...fire, '--again');
    expect(again).toMatchObject({ code: 0 });
    expect(again.stdout).toContain('(attempt 3)');
    expect(idsIn('days')).toEqual([1, 1, 2, 2, 3, 3]);
  }, 120_000);
});
