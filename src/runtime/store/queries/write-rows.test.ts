import { expect, test } from 'vitest';
import type { DeadlineTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import { insertRows } from './write-rows.ts';

const DEADLINE: DeadlineTable = { run_id: 'one', project: 'shop', environment: 'prod', start_by: 1 };

test('rows that differ in their columns are written none of', async () => {
  const asked: unknown[] = [];
  // `as`: nothing else of it is used
  const db = {
    getExecutor: () => ({ adapter: undefined }),
    executeQuery: async (query: unknown) => asked.push(query),
  } as unknown as Reader;
  const { start_by: _, ...less } = DEADLINE;
  const more = { ...DEADLINE, reason: 'none' };
  // `as`: the types refuse it, which a spread can get past
  for (const other of [less, more, { ...DEADLINE, start_by: undefined }])
    await expect(insertRows(db, 'sluice_deadline', [DEADLINE, other as DeadlineTable])).rejects.toThrow('columns');
  expect(asked).toEqual([]);
  await insertRows(db, 'sluice_deadline', [DEADLINE, { ...DEADLINE, run_id: 'two' }]);
  expect(asked).toMatchObject([
    {
      sql: 'insert into `sluice_deadline` (`run_id`, `project`, `environment`, `start_by`) values (?, ?, ?, ?), (?, ?, ?, ?)',
      parameters: ['one', 'shop', 'prod', 1, 'two', 'shop', 'prod', 1],
    },
  ]);
});
