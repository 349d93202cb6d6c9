import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { engineText } from './engine-text.ts';

/** Another engine; what becomes of cursor and state is told by the reasons of state. */
export const engineChanged: Reason = {
  reason: 'ENGINE_CHANGED',
  find(change) {
    if (!isUpdated(change) || valuesUnder(change, '/engine/name', '/engine/type').length === 0) return [];
    const [was, is] = [change.before.engine, change.after.engine];
    const paths = pathsOf(valuesUnder(change, '/engine'));
    const isRenamed = paths.length === 1 && was.name !== is.name;
    const consequence = isRenamed
      ? say`it runs on the engine ${engineText(is)}, which is set up as ${engineText(was)} was`
      : say`it runs on the engine ${engineText(is)}, no longer on ${engineText(was)}`;
    return [{ meaning: isRenamed ? 'cosmetic' : 'resource', consequence, paths }];
  },
};
