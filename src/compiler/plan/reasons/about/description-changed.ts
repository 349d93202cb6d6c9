import { say } from '../../../../message/index.ts';
import { pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another description. */
export const descriptionChanged: Reason = {
  reason: 'DESCRIPTION_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/description');
    if (values.length === 0) return [];
    return [{ meaning: 'cosmetic', consequence: say`people read another description`, paths: pathsOf(values) }];
  },
};
