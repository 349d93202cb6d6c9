import { nextFireTimes } from '../../time/index.ts';
import type { Artefact } from '../artefact/index.ts';

/** So many are shown. */
const FIRES_SHOWN = 5;

/** The next fires of a pipeline by its clock; none of a suspended one, and where no clock fires it. */
export function nextFiresOf(artefact: Artefact | undefined, now: number): readonly number[] {
  if (artefact === undefined || artefact.pipeline.state === 'suspended') return [];
  return nextFireTimes(artefact.pipeline.schedule, now, FIRES_SHOWN);
}
