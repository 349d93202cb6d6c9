import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { engineText } from './engine-text.ts';

/** The same engine in another version: its job is printed for that one. */
export const engineVersionChanged: Reason = {
  reason: 'ENGINE_VERSION_CHANGED',
  find(change) {
    if (!isUpdated(change) || valuesUnder(change, '/engine/name', '/engine/type').length > 0) return [];
    const paths = pathsOf(valuesUnder(change, '/engine/version'));
    if (paths.length === 0) return [];
    const was = change.before.engine.version ?? 'none';
    const consequence = say`its job is made for ${engineText(change.after.engine)}, no longer for version ${was}`;
    return [{ meaning: 'resource', consequence, paths }];
  },
};
