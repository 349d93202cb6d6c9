import { factsOf, type CompiledArtefact } from '../../../compiler/index.ts';
import type { Scope } from '../../ports/index.ts';
import type { Transaction } from '../transaction.ts';

/** Makes the pools as large as the newest of the artefacts that are being deployed says; what is so already is not written. */
export async function putPools(
  { db }: Transaction,
  { project, environment }: Scope,
  artefacts: readonly CompiledArtefact[],
): Promise<void> {
  const wanted = new Map(
    artefacts.flatMap((artefact) =>
      (factsOf(artefact).claim.pools ?? []).map(({ name, slots }) => [name, slots] as const),
    ),
  );
  if (wanted.size === 0) return;
  const present = await db
    .selectFrom('sluice_pool')
    .select(['name', 'slots'])
    .where('project', '=', project)
    .where('environment', '=', environment)
    .execute();
  for (const { name, slots } of present) if (wanted.get(name) === slots) wanted.delete(name);
  for (const [name, slots] of [...wanted].toSorted())
    await db.replaceInto('sluice_pool').values({ project, environment, name, slots }).execute();
}
