import type { Artefact, CompiledArtefact } from '../../../compiler/index.ts';
import { readDocument } from '../document.ts';
import type { Reader } from '../transaction.ts';

/** An artefact by its digest. */
export async function getArtefact(db: Reader, digest: string): Promise<CompiledArtefact | undefined> {
  return (await getArtefacts(db, [digest])).get(digest);
}

/** Those of them that are stored, by their digests. */
export async function getArtefacts(
  db: Reader,
  digests: readonly string[],
): Promise<ReadonlyMap<string, CompiledArtefact>> {
  const rows = await db
    .selectFrom('sluice_artefact')
    .select(['digest', 'bytes'])
    .where('digest', 'in', [...new Set(digests)])
    .execute();
  return new Map(
    rows.map(({ digest, bytes }) => {
      const artefact = readDocument<Artefact>(bytes);
      return [digest, { name: artefact.pipeline.name, artefact, digest, bytes }];
    }),
  );
}
