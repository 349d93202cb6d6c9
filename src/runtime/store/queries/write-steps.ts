import type { Reader } from '../transaction.ts';
import type { StepWrite } from './attempt-step.ts';
import { upsertRows, type Upsert } from './write-rows.ts';

/** What a step may change of a run. What it is of, and how it is claimed, stays as it was recorded. */
const RUNS: Upsert<'sluice_run'> = {
  table: 'sluice_run',
  key: ['id'],
  changing: [
    'state',
    'reason',
    'bound_values',
    'started_at',
    'finished_at',
    'not_before',
    'metrics',
    'cursor_before',
    'cursor_after',
    'executor',
    'claimed_until',
  ],
};

const ATTEMPTS: Upsert<'sluice_attempt'> = {
  table: 'sluice_attempt',
  key: ['run_id', 'number'],
  changing: ['state', 'finished_at', 'metrics', 'reason'],
};

/** Writes the rows of steps of different runs, which are locked by us, by a number of statements that does not grow with them. */
export async function writeSteps(db: Reader, writes: readonly Pick<StepWrite, 'row' | 'attempt'>[]): Promise<void> {
  await upsertRows(
    db,
    ATTEMPTS,
    writes.map(({ attempt }) => attempt),
  );
  await upsertRows(
    db,
    RUNS,
    writes.map(({ row }) => row),
  );
}
