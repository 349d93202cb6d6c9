import { OperatingError } from '../../errors.ts';
import type { Transaction } from '../transaction.ts';

/** The type of engine that runs an artefact. Throws NOT_FOUND when the artefact is not stored. */
export async function engineTypeOf(transaction: Transaction, digest: string): Promise<string> {
  const artefact = await transaction.db
    .selectFrom('sluice_artefact')
    .select('engine_type')
    .where('digest', '=', digest)
    .executeTakeFirst();
  if (artefact !== undefined) return artefact.engine_type;
  throw new OperatingError('NOT_FOUND', `the artefact ${digest} is not stored`, { retryable: false });
}
