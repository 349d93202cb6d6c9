import { say, type Message } from '../../../../message/index.ts';
import type { Artefact } from '../../../artefact/index.ts';
import { numberAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** More tasks at a time, or fewer. */
export const parallelismChanged: Reason = {
  reason: 'PARALLELISM_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/parallelism'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(tasksOf(change.before), tasksOf(change.after));
    return [{ meaning: 'resource', consequence, paths }];
  },
};

interface Tasks {
  readonly source: number;
  readonly sink: number;
}

function tasksOf(artefact: Artefact): Tasks {
  const of = (side: 'source' | 'sink'): number => numberAt(artefact, 'settings', 'parallelism', side) ?? 1;
  return { source: of('source'), sink: of('sink') };
}

function consequenceOf(was: Tasks, is: Tasks): Message {
  if (was.source === was.sink && is.source === is.sink)
    return say`tasks that read and write at a time: ${is.source}, no longer ${was.source}`;
  return say`tasks at a time: ${is.source} that read and ${is.sink} that write, no longer ${was.source} and ${was.sink}`;
}
