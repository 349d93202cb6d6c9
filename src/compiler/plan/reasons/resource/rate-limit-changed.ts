import { say, type Message } from '../../../../message/index.ts';
import { rateWords } from '../../form/rate-words.ts';
import { numberAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another speed at most. */
export const rateLimitChanged: Reason = {
  reason: 'RATE_LIMIT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/rateLimit'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const limit = (side: 'before' | 'after'): number | undefined =>
      numberAt(change[side], 'settings', 'bytesPerSecond');
    return [{ meaning: 'resource', consequence: consequenceOf(limit('before'), limit('after')), paths }];
  },
};

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined) return say`a run goes as fast as it can, no longer at ${rateWords(was ?? 0)} at most`;
  if (was === undefined) return say`a run goes at ${rateWords(is)} at most, no longer as fast as it can`;
  return say`a run goes at ${rateWords(is)} at most, no longer ${rateWords(was)}`;
}
