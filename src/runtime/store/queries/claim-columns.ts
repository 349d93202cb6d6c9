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
  const artefact = await transaction.db
    .selectFrom('sluice_artefact')
    .select(['engine_type', 'claim_facts'])
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (artefact === undefined) {
    throw new OperatingError('NOT_FOUND', `the artefact ${digest} is not stored`, { retryable: false });
  }
  const facts =
    artefact.claim_facts === null
      ? await factsOfDocument(transaction, digest)
      : readDocument<ClaimFacts>(artefact.claim_facts);
  return {
    columns: { engine_type: artefact.engine_type, claim_rank: claimRank(facts.priority, now), pools: poolsText(facts) },
    startingDeadline: facts.startingDeadline,
  };
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
