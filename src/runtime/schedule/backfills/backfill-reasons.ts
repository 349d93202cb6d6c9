import type { BackfillFire, RunReason } from '../../ports/index.ts';

/** Why a backfill hands out nothing, or has ended. Codes are constants: pages and alerts go by them. */
export const BACKFILL_REASONS = {
  suspended: { code: 'PIPELINE_SUSPENDED', message: 'the pipeline is suspended' },
  paused: { code: 'PIPELINE_PAUSED', message: 'the pipeline is paused' },
  noArtefact: { code: 'ARTEFACT_MISSING', message: 'what is deployed is not in the store' },
  frozen: (freeze: string): RunReason => ({
    code: 'FROZEN',
    message: `the freeze \`${freeze}\` lets nothing start`,
  }),
  otherRun: (run: string): RunReason => ({
    code: 'OTHER_RUN',
    message: `waits for run ${run} of the pipeline to end, which it did not hand out: its overlap policy keeps them apart`,
  }),
  someFailed: (count: number): RunReason => ({
    code: 'RUNS_FAILED',
    message: `${count} of its runs ended without success`,
  }),
} as const;

/** A run has ended without success, and nothing more is handed out. */
export function endedWithout({ fireTime, runId, runState }: BackfillFire): RunReason {
  const end = runState === undefined ? 'is not on record any more' : `ended as ${runState}`;
  return { code: 'RUN_FAILED', message: `the run of ${new Date(fireTime).toISOString()} (${runId}) ${end}` };
}

/** What is deployed by now cannot be backfilled. */
export function refused(problem: string): RunReason {
  return { code: 'NOT_BACKFILLABLE', message: problem };
}
