import { PlantedSecrets } from '../../support/planted-secrets.ts';
import type { Place } from '../runtime/place.ts';
import type { Verdict } from '../support/verdict.ts';

const TABLES = ['run', 'attempt', 'event', 'deployment', 'artefact', 'cursor', 'process'] as const;

/** What a round has left behind. */
export interface Traces {
  /** The project, with state and logs. */
  readonly folder: string;
  readonly place: Place;
  /** All that the runs have said. */
  readonly printed: string;
}

/** No file of the project, no row of the store, no argument of a process and no line that a run has printed has a secret in it. */
export async function checkTraces(
  { folder, place, printed }: Traces,
  secrets: Readonly<Record<string, string>>,
  verdict: Verdict,
): Promise<void> {
  const planted = new PlantedSecrets(secrets);
  await planted.lookIntoFolder(folder);
  await planted.lookIntoProcesses();
  for (const table of TABLES) planted.look(`sluice_${table}`, JSON.stringify(await place.rows(`sluice_${table}`)));
  planted.look('what a run printed', printed);
  verdict.count('bytes looked through for secrets', planted.seen.bytes);
  for (const { secret, place: where, writing } of planted.leaks)
    verdict.broken.push(`${secret} lies in ${where}, ${writing}`);
}
