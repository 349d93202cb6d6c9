import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tempDir, type TempDir } from '../../../../../../test/support/temp-dir.ts';
import { createSystemClock } from '../../../../observe/index.ts';
import type { MeasuredEnd } from '../../measured-end.ts';
import { measureSqlite } from './measure.ts';

describe('the rows of an SQLite file', () => {
  let folder: TempDir;
  beforeEach(async () => {
    folder = await tempDir('sluice-measure-');
    using database = new DatabaseSync(join(folder.path, 'shop.db'));
    database.exec('CREATE TABLE orders (id INTEGER PRIMARY KEY, amount INTEGER)');
    database.exec('INSERT INTO orders VALUES (1, 9007199254740993), (2, 1), (3, 5)');
  });
  afterEach(() => folder[Symbol.asyncDispose]());

  const endOf = (change: Partial<MeasuredEnd> = {}): MeasuredEnd => ({
    connector: 'sqlite',
    connection: { path: 'shop.db' },
    table: 'orders',
    rows: { query: undefined, where: undefined, incremental: undefined },
    sums: [],
    name: 'the source',
    ...change,
  });
  const measure = (end: MeasuredEnd, signal = new AbortController().signal) =>
    measureSqlite(end, { signal, clock: createSystemClock(), projectRoot: folder.path });

  it('are counted, with exact sums, within a range of the cursor', async () => {
    expect(await measure(endOf({ sums: ['amount'] }))).toEqual({ rows: 3n, sums: ['9007199254740999'] });
    const incremental = { column: 'id', type: { name: 'int64' }, after: '1', until: '2' } as const;
    const ranged = endOf({ rows: { query: undefined, where: undefined, incremental }, sums: ['amount'] });
    expect(await measure(ranged)).toEqual({ rows: 1n, sums: ['1'] });
  });

  it('cannot be counted where the table is gone, and a sum that does not fit is refused', async () => {
    const gone = { code: 'JOB_FAILED', retryable: false, message: expect.stringContaining('no such table: gone') };
    await expect(measure(endOf({ table: 'gone' }))).rejects.toMatchObject(gone);
    const query = 'SELECT 9223372036854775807 AS amount UNION ALL SELECT 1';
    const beyond = endOf({
      table: undefined,
      rows: { query, where: undefined, incremental: undefined },
      sums: ['amount'],
    });
    await expect(measure(beyond)).rejects.toMatchObject({ message: expect.stringContaining('integer overflow') });
  });

  it('are counted beside everything else, and no longer than anybody waits for them', async () => {
    const query =
      'WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n WHERE id < 30000000) SELECT id FROM n';
    const slow = endOf({ table: undefined, rows: { query, where: undefined, incremental: undefined } });
    let turns = 0;
    const ticks = setInterval(() => (turns += 1), 10);
    const cut = AbortSignal.timeout(1_000);
    try {
      await expect(measure(slow, cut)).rejects.toMatchObject({ code: 'JOB_CANCELLED' });
    } finally {
      clearInterval(ticks);
    }
    expect(turns).toBeGreaterThan(20);
  });
});
