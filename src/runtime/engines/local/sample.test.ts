import { DatabaseSync } from '@photostructure/sqlite';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { localJob, type LocalJobSketch } from '../../../../test/support/local-job.ts';
import { tempDir, type TempDir } from '../../../../test/support/temp-dir.ts';
import type { Template } from '../../../compiler/index.ts';
import { createSystemClock } from '../../observe/index.ts';
import { createSecrets } from '../../secrets/index.ts';
import { sample, type Sample } from './sample.ts';

describe('a sample of rows of which some are refused', () => {
  let folder: TempDir;
  beforeAll(async () => {
    folder = await tempDir();
    const database = new DatabaseSync(path.join(folder.path, 'shop.db'));
    database.exec(`create table orders (id integer primary key, amount text);
      with recursive n (id) as (select 1 union all select id + 1 from n where id < 5000)
      insert into orders select id, case when id in (2, 4) then id else 'much' end from n`);
    database.close();
    await writeFile(path.join(folder.path, 'lines.csv'), 'id,amount\n1,10\n2\n3,30\n4\n5\n');
    await writeFile(path.join(folder.path, 'none.csv'), 'id,amount\n1\n2\n');
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  const look = async (source: LocalJobSketch['source'], limit: number): Promise<Sample> => {
    const columns = [
      { name: 'id', type: 'int64' },
      { name: 'amount', type: 'int64' },
    ];
    const job = localJob({ source: { ...source, columns }, sink: { connector: 'file', path: 'out.csv' } });
    return sample({
      // a local job is JSON; its interface cannot say so
      template: job as unknown as Template,
      limit,
      projectRoot: folder.path,
      secrets: createSecrets({ environment: {} }),
      clock: createSystemClock(),
      signal: new AbortController().signal,
    });
  };
  const seen = ({ rows, read, refused }: Sample) => ({ rows, read, refused: refused.map(({ row }) => row) });
  const orders = { connector: 'sqlite', connection: { path: 'shop.db' }, table: 'orders' };
  const file = (name: string) => ({ connector: 'file', path: name, file: { format: 'csv' } }) as const;

  test('has the first rows of the source, refused ones among them', async () => {
    expect(seen(await look(orders, 1))).toEqual({ rows: [], read: 1, refused: [1] });
    expect(seen(await look(orders, 4))).toEqual({
      rows: [
        [2n, 2n],
        [4n, 4n],
      ],
      read: 4,
      refused: [1, 3],
    });
  });

  test('reads on through batches in which all are refused, and no further than it has to', async () => {
    const { rows, read, refused } = await look(orders, 1_500);
    expect([rows.length, read, refused.length, refused.at(-1)?.row]).toEqual([2, 1_500, 1_498, 1_500]);
    const all = await look(orders, 9_000);
    expect([all.rows.length, all.read, all.refused.length]).toEqual([2, 5_000, 4_998]);
  });

  test('counts lines that are no rows, also after the last row and where there is none', async () => {
    expect(seen(await look(file('lines.csv'), 4))).toEqual({
      rows: [
        [1n, 10n],
        [3n, 30n],
      ],
      read: 4,
      refused: [3, 5],
    });
    expect(seen(await look(file('none.csv'), 9))).toEqual({ rows: [], read: 2, refused: [2, 3] });
  });
});
