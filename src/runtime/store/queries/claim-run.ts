import type { RunRecord } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';
import { takeRuns, type Claim } from './claim-runs.ts';
import { lockRun } from './lock-run.ts';
import { withAttempts } from './with-attempts.ts';

/** Claims one run when it is scheduled, or when its wait for a retry is over. */
export async function claimRun(transaction: Transaction, runId: string, claim: Claim): Promise<RunRecord | undefined> {
  const row = await lockRun(transaction, runId);
  if (row === undefined) return undefined;
  const claimedBefore = row.state === 'claimed' && row.executor === claim.executor && row.claimed_until === claim.until;
  if (transaction.repeated && claimedBefore) return (await withAttempts(transaction.db, [row]))[0];
  const free = row.state === 'scheduled' || (row.state === 'retry-wait' && row.not_before <= claim.now);
  return free ? (await takeRuns(transaction, claim, [row]))[0] : undefined;
}
