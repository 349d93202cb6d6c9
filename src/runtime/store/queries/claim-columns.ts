import { claimFactsOf, type Artefact, type ClaimFacts } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import { readDocument } from '../document.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { claimRank } from './claim-rank.ts';

/** What a run copies of its artefact, so that a claim need not read that. */
export type ClaimColumns = Pick<RunTable, 'engine_type' | 'claim_rank' | 'pools'>;

/** Beside the columns: what else is written of a run when it is put on record. */
export interface RunClaim {
  readonly columns: ClaimColumns;
  readonly startingDeadline: ClaimFacts['startingDeadline'];
}

/** How a run of an artefact that begins to wait now is claimed. Throws NOT_FOUND when the artefact is not stored. */
export async function claimOf(transaction: Transaction, digest: string, now: number): Promise<RunClaim> {
  const claim = (await claimsOf(transaction, [digest], now)).get(digest);
  if (claim !== undefined) return claim;
  throw new OperatingError('NOT_FOUND', `the artefact ${digest} is not stored`, { retryable: false });
}

/** The same of many artefacts, by digest; none of one that is not stored. */
export async function claimsOf(
  transaction: Transaction,
  digests: readonly string[],
  now: number,
): Promise<ReadonlyMap<string, RunClaim>> {
  const artefacts = await transaction.db
    .selectFrom('sluice_artefact')
    .select(['digest', 'engine_type', 'claim_facts'])
    .where('digest', 'in', digests)
    .execute();
  const claims = new Map<string, RunClaim>();
  for (const artefact of artefacts) {
    const facts =
      artefact.claim_facts === null
        ? await factsOfDocument(transaction, artefact.digest)
        : readDocument<ClaimFacts>(artefact.claim_facts);
    claims.set(artefact.digest, {
      columns: {
        engine_type: artefact.engine_type,
        claim_rank: claimRank(facts.priority, now),
        pools: poolsText(facts),
      },
      startingDeadline: facts.startingDeadline,
    });
  }
  return claims;
}

/** The names in one order, so that runs of the same pools have the same text. */
function poolsText({ pools = [] }: ClaimFacts): string {
  return pools
    .map(({ name }) => name)
    .toSorted()
    .join(' ');
}

async function factsOfDocument({ db }: Transaction, digest: string): Promise<ClaimFacts> {
  const { bytes } = await db
    .selectFrom('sluice_artefact')
    .select('bytes')
    .where('digest', '=', digest)
    .executeTakeFirstOrThrow();
  return claimFactsOf(readDocument<Artefact>(bytes).pipeline);
}
