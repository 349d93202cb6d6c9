import { say } from '../../../../message/index.ts';
import { formatDuration } from '../../../../time/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another time after which an attempt is stopped that its engine does not run. */
export const startTimeoutChanged: Reason = {
  reason: 'START_TIMEOUT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/startTimeout'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const ms = change.after.pipeline.startTimeoutMs;
    const consequence =
      ms === undefined
        ? say`an attempt may take any time until its engine runs it`
        : say`an attempt that its engine does not run within ${formatDuration(ms)} is stopped`;
    return [{ meaning: 'resource', consequence, paths }];
  },
};
