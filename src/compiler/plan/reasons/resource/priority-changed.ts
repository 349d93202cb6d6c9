import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another priority, which is kept with the deployment and orders nothing yet. */
export const priorityChanged: Reason = {
  reason: 'PRIORITY_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/priority'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.priority, change.after.pipeline.priority];
    const consequence = say`its priority is ${is}, no longer ${was}; nothing orders runs by it yet`;
    return [{ meaning: 'resource', consequence, paths }];
  },
};
