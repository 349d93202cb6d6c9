import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another place among the runs that wait to be started. */
export const priorityChanged: Reason = {
  reason: 'PRIORITY_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/priority'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.priority, change.after.pipeline.priority];
    const consequence = say`its priority is ${is}, no longer ${was}: of runs that wait it is started ${is > was ? say`sooner` : say`later`} than before`;
    return [{ meaning: 'resource', consequence, paths }];
  },
};
