import { say, type Message } from '../../message/index.ts';
import type { Artefact } from '../artefact/index.ts';
import type { BackfillRangeOf } from './backfill-refusal.ts';
import { clearedBy, loadsPeriods, workAt } from '../plan/index.ts';

/** What whoever asks for a backfill should know beforehand: it can be done, and may not be what is meant. */
export function backfillCautions(artefact: Artefact, rangeOf: BackfillRangeOf = 'fires'): readonly Message[] {
  if (workAt(artefact, 'sink') === undefined) return [];
  const cautions: Message[] = [];
  if (rangeOf === 'fires' && !loadsPeriods(artefact))
    cautions.push(
      say`nothing in it depends on the fire time: all runs read the same rows and write them to the same place`,
    );
  const cleared = clearedBy(artefact);
  if (cleared?.extent === 'whole')
    cautions.push(say`each run empties ${cleared.what} first: the rows of the last run alone are left`);
  return cautions;
}
