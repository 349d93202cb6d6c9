import type { Artefact, CompiledArtefact } from '../../../compiler/index.ts';
import { readDocument } from '../document.ts';
import type { Reader } from '../transaction.ts';

/** An artefact by its digest. */
export async function getArtefact(db: Reader, digest: string): Promise<CompiledArtefact | undefined> {
  const row = await db.selectFrom('sluice_artefact').select('bytes').where('digest', '=', digest).executeTakeFirst();
  if (row === undefined) return undefined;
  const artefact = readDocument<Artefact>(row.bytes);
  return { name: artefact.pipeline.name, artefact, digest, bytes: row.bytes };
}
