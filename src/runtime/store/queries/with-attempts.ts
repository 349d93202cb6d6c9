import type { RunRecord } from '../../ports/index.ts';
import { chunks } from '../chunks.ts';
import { toRunRecord } from '../records.ts';
import type { AttemptTable, RunTable } from '../schema.ts';
import type { Reader } from '../transaction.ts';
import type { LockedRun } from './attempt-step.ts';

const CHUNK = 500;

/** Runs in the order of the rows, each with its attempts, oldest attempt first. */
export async function withAttempts(db: Reader, rows: readonly RunTable[]): Promise<readonly RunRecord[]> {
  const runs = await withAttemptRows(db, rows);
  return runs.map(({ row, attempts }) => toRunRecord(row, attempts));
}

/** The same, as they are stored. */
export async function withAttemptRows(db: Reader, rows: readonly RunTable[]): Promise<readonly LockedRun[]> {
  const byRun = new Map<string, AttemptTable[]>(rows.map((row) => [row.id, []]));
  for (const part of chunks([...byRun.keys()], CHUNK)) {
    const attempts = await db
      .selectFrom('sluice_attempt')
      .selectAll()
      .where('run_id', 'in', part)
      .orderBy('run_id')
      .orderBy('number')
      .execute();
    for (const attempt of attempts) byRun.get(attempt.run_id)?.push(attempt);
  }
  return rows.map((row) => ({ row, attempts: byRun.get(row.id) ?? [] }));
}
