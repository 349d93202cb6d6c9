import { say, type Message } from '../../../../message/index.ts';
import type { NormalisedAlerts } from '../../../artefact/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Others who are told when something is amiss, or in another way. */
export const alertsChanged: Reason = {
  reason: 'ALERTS_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/alerts'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change.before.pipeline.alerts, change.after.pipeline.alerts);
    return [{ meaning: 'cosmetic', consequence, paths }];
  },
};

function consequenceOf(was: NormalisedAlerts | undefined, is: NormalisedAlerts | undefined): Message {
  if (is === undefined) return say`nobody is told any more when something is amiss with it`;
  const names = Object.keys(is.channels).join(', ');
  if (was === undefined) return say`when something is amiss with it, these channels are told from then on: ${names}`;
  return say`when something is amiss with it, these channels are told in another way than before: ${names}`;
}
