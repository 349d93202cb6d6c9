import type { CompiledArtefact } from '../../../compiler/index.ts';
import { chunks } from '../chunks.ts';
import type { Transaction } from '../transaction.ts';

const CHUNK = 50;

/** Stores artefacts by digest; one that is there stays as it is, being the same bytes. */
export async function putArtefacts(
  transaction: Transaction,
  artefacts: readonly CompiledArtefact[],
  now: number,
): Promise<void> {
  const rows = artefacts.map(({ artefact, digest, bytes }) => ({
    digest,
    engine_type: artefact.engine.type,
    bytes,
    created_at: now,
  }));
  for (const part of chunks(rows, CHUNK)) {
    await transaction.db.insertInto('sluice_artefact').ignore().values(part).execute();
  }
}
