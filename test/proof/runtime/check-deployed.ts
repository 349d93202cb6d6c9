import type { Verdict } from '../support/verdict.ts';
import type { Place } from './place.ts';
import type { RoundPipeline } from './round-project.ts';

/** What is recorded is what the files say: of each pipeline its last edition, observed, and no other pipeline. */
export async function checkDeployed(
  place: Place,
  pipelines: readonly RoundPipeline[],
  editions: ReadonlyMap<string, number>,
  verdict: Verdict,
): Promise<void> {
  const artefacts = new Map((await place.rows('sluice_artefact')).map((row) => [row['digest'], String(row['bytes'])]));
  const rows = new Map((await place.rows('sluice_deployment')).map((row) => [String(row['pipeline']), row]));
  for (const { name } of pipelines) {
    const row = rows.get(name);
    rows.delete(name);
    const bytes = artefacts.get(row?.['artefact_digest']) ?? '';
    const edition = editions.get(name) ?? 0;
    if (row?.['state'] !== 'active') verdict.broken.push(`${name} is ${String(row?.['state'])}, not active`);
    if (!bytes.includes(`"edition ${edition}"`)) verdict.broken.push(`${name} is not deployed as edition ${edition}`);
    if (row?.['generation'] !== row?.['observed_generation']) verdict.broken.push(`${name}: not observed`);
  }
  for (const name of rows.keys()) verdict.broken.push(`${name} is deployed and in no file`);
}
