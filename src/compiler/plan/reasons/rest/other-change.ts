import { say } from '../../../../message/index.ts';
import { pathsOf, type Reason } from '../../reason.ts';

/** What no reason knows is never passed over: it may concern the data. An artefact of a later version may say such a thing. */
export const otherChange: Reason = {
  reason: 'OTHER_CHANGE',
  find({ values }, { findings }) {
    const explained = new Set(findings.flatMap(({ paths }) => paths));
    const paths = pathsOf(values).filter((path) => !explained.has(path));
    if (paths.length === 0) return [];
    const consequence = say`runs from then on work with other values of ${paths.join(', ')}`;
    return [{ meaning: 'data-affecting', consequence, paths }];
  },
};
