import type { RunRecord } from '../../../../src/runtime/ports/index.ts';
import type { Cluster } from '../../../support/runtime/scripted-engine.ts';
import type { Verdict } from '../../support/verdict.ts';
import { describeRun } from './sim-record.ts';

/**
 * What is recorded of an attempt is what became of its job, where that goes on without its process: an answer that was lost is no
 * failure of the job, and no job is forgotten while it runs.
 */
export function checkOutcomes(runs: readonly RunRecord[], cluster: Cluster, verdict: Verdict): void {
  for (const run of runs) {
    for (const { engineRef, state, number } of run.attempts) {
      const job = cluster.get(engineRef.id);
      if (job === undefined || job.stoppedAt !== undefined) continue;
      verdict.count('outcomes compared');
      const { end } = job.script;
      if (state === 'failed' && end.state === 'succeeded')
        verdict.broken.push(`${describeRun(run)}: attempt ${number} is failed on record, and its job succeeded`);
      if (state === 'succeeded' && end.state !== 'succeeded')
        verdict.broken.push(`${describeRun(run)}: attempt ${number} succeeded on record, and its job ${end.state}`);
    }
  }
}
