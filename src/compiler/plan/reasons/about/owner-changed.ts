import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Somebody else who answers for it. */
export const ownerChanged: Reason = {
  reason: 'OWNER_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/owner'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change.before.pipeline.owner, change.after.pipeline.owner);
    return [{ meaning: 'cosmetic', consequence, paths }];
  },
};

function consequenceOf(was: string | undefined, is: string | undefined): Message {
  if (is === undefined) return say`nobody is named to answer for it any more; it was \`${was ?? ''}\``;
  if (was === undefined) return say`\`${is}\` answers for it from then on; before nobody was named`;
  return say`\`${is}\` answers for it from then on, no longer \`${was}\``;
}
