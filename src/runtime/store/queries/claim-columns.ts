import { sql } from 'kysely';
import { claimFactsOf, type Artefact, type ClaimFacts } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import { chunks } from '../chunks.ts';
import { readDocument, writeDocument } from '../document.ts';
import type { RunTable } from '../schema.ts';
import type { Transaction } from '../transaction.ts';
import { claimRank } from './claim-rank.ts';
import { labelsText } from './has-labels.ts';

const CHUNK = 50;

/** What a run copies of its artefact, so that a claim need not read that. */
export type ClaimColumns = Pick<RunTable, 'engine_type' | 'claim_rank' | 'pools' | 'run_on'>;

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
  const old = artefacts.filter((artefact) => artefact.claim_facts === null).map(({ digest }) => digest);
  const facts = await fillFacts(transaction, old);
  for (const { digest, claim_facts: text } of artefacts) {
    if (text !== null) facts.set(digest, readDocument<ClaimFacts>(text));
  }
  const claims = new Map<string, RunClaim>();
  for (const { digest, engine_type } of artefacts) {
    const fact = facts.get(digest);
    if (fact === undefined) continue;
    claims.set(digest, {
      columns: {
        engine_type,
        claim_rank: claimRank(fact.priority, now),
        pools: poolsText(fact),
        run_on: labelsText(fact.runOn),
      },
      startingDeadline: fact.startingDeadline,
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

/** Reads what builds of before schema 9 have not written, and writes it: the documents are large, and are read once for it. */
async function fillFacts({ db }: Transaction, digests: readonly string[]): Promise<Map<string, ClaimFacts>> {
  const facts = new Map<string, ClaimFacts>();
  for (const part of chunks(digests, CHUNK)) {
    const documents = await db
      .selectFrom('sluice_artefact')
      .select(['digest', 'bytes'])
      .where('digest', 'in', part)
      .execute();
    if (documents.length === 0) continue;
    const cases = documents.map(({ digest, bytes }) => {
      const fact = claimFactsOf(readDocument<Artefact>(bytes));
      facts.set(digest, fact);
      return sql`when ${digest} then ${writeDocument(fact)}`;
    });
    const filled = sql<string>`case digest ${sql.join(cases, sql` `)} end`;
    await db.updateTable('sluice_artefact').set({ claim_facts: filled }).where('digest', 'in', part).execute();
  }
  return facts;
}
