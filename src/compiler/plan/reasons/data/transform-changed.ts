import { say } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another `transform`, or none any more. */
export const transformChanged: Reason = {
  reason: 'TRANSFORM_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/transform');
    const [value] = values;
    if (value === undefined || !isUpdated(change)) return [];
    const consequence =
      value.before === undefined
        ? say`rows go through SQL on their way; those in the target did not`
        : value.after === undefined
          ? say`rows reach the target as they are in the source; those in it went through SQL`
          : say`rows go through other SQL on their way; those in the target went through the earlier one`;
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};
