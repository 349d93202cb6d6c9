import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Other executors than those that run it. */
export const runOnChanged: Reason = {
  reason: 'RUN_ON_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/runOn'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    return [{ meaning: 'resource', consequence: consequenceOf(change.after.pipeline.runOn ?? []), paths }];
  },
};

function consequenceOf(labels: readonly string[]): Message {
  return labels.length === 0
    ? say`its runs are taken by any executor`
    : say`its runs are taken only by executors that have the labels \`${labels.join(', ')}\``;
}
