import type { Artefact } from '../../artefact/index.ts';
import { clearedBy } from './how-rows-arrive.ts';
import { modeOf, whatRunsRead } from './what-runs-read.ts';

/**
 * What the next run of a pipeline makes of the rows that its target has: it empties the target, writes all rows that it reads over
 * those with their key, or leaves them for the most part as they are.
 */
export function rowsThatAreThere(artefact: Artefact): 'emptied' | 'written-over' | 'kept' {
  if (clearedBy(artefact)?.extent === 'whole') return 'emptied';
  return modeOf(artefact) !== 'append' && whatRunsRead(artefact) === 'all' ? 'written-over' : 'kept';
}
