import { say, type Message } from '../../../../message/index.ts';
import type { NormalisedPipeline } from '../../../artefact/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another number of runs that may be under way beside its own, or others that they share it with. */
export const poolChanged: Reason = {
  reason: 'POOL_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/pool'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change.before.pipeline.pool, change.after.pipeline.pool);
    return [{ meaning: 'resource', consequence, paths }];
  },
};

function consequenceOf(was: NormalisedPipeline['pool'], is: NormalisedPipeline['pool']): Message {
  if (is === undefined) return say`its runs take no slot of the pool \`${was?.name ?? ''}\` any more`;
  if (was?.name === is.name)
    return say`of the pool \`${is.name}\` ${is.slots} runs are under way at most, no longer ${was.slots}`;
  return say`its runs wait for a slot of the pool \`${is.name}\`, which has ${is.slots}`;
}
