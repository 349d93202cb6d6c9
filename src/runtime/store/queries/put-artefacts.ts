import { factsOf, type CompiledArtefact } from '../../../compiler/index.ts';
import { chunks } from '../chunks.ts';
import type { Transaction } from '../transaction.ts';

const CHUNK = 50;

/** Stores artefacts by digest; one that is there stays as it is, being the same bytes. */
export async function putArtefacts(
  transaction: Transaction,
  artefacts: readonly CompiledArtefact[],
  now: number,
): Promise<void> {
  for (const part of chunks(artefacts, CHUNK)) {
    const rows = part.map((compiled) => ({
      digest: compiled.digest,
      engine_type: factsOf(compiled).engineType,
      bytes: compiled.bytes,
      created_at: now,
    }));
    await transaction.db.insertInto('sluice_artefact').ignore().values(rows).execute();
  }
}
