import type { RunRecord } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';
import { takeRuns, type Claim } from './claim-runs.ts';
import { lockPools, takeSlots } from './claim-of-pools.ts';
import { lockRun } from './lock-run.ts';
import { withAttempts } from './with-attempts.ts';

/** Claims one run when it is scheduled, or when its wait for a retry is over, and its pools have a slot for it. */
export async function claimRun(transaction: Transaction, runId: string, claim: Claim): Promise<RunRecord | undefined> {
  // Pools are locked before runs, by everybody. What a run is of never changes, nor do its pools while it waits.
  const asked = await transaction.db
    .selectFrom('sluice_run')
    .select(['project', 'environment', 'pools'])
    .where('id', '=', runId)
    .executeTakeFirst();
  const free = asked === undefined || asked.pools === '' ? undefined : await lockPools(transaction.db, asked);
  const row = await lockRun(transaction, runId);
  if (row === undefined) return undefined;
  const claimedBefore = row.state === 'claimed' && row.executor === claim.executor && row.claimed_until === claim.until;
  if (transaction.repeated && claimedBefore) return (await withAttempts(transaction.db, [row]))[0];
  const isFree = row.state === 'scheduled' || (row.state === 'retry-wait' && row.not_before <= claim.now);
  return isFree && (free === undefined || takeSlots(free, row))
    ? (await takeRuns(transaction, claim, [row]))[0]
    : undefined;
}
