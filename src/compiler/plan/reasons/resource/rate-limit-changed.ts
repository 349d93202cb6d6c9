import { say, type Message } from '../../../../message/index.ts';
import { numberAt } from '../../member-at.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another speed at most. */
export const rateLimitChanged: Reason = {
  reason: 'RATE_LIMIT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/settings/rateLimit', '/settings/bytesPerSecond'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const limit = (side: 'before' | 'after'): number | undefined =>
      numberAt(change[side], 'settings', 'bytesPerSecond');
    return [{ meaning: 'resource', consequence: consequenceOf(limit('before'), limit('after')), paths }];
  },
};

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined) return say`a run goes as fast as it can, no longer at ${rate(was ?? 0)} at most`;
  if (was === undefined) return say`a run goes at ${rate(is)} at most, no longer as fast as it can`;
  return say`a run goes at ${rate(is)} at most, no longer ${rate(was)}`;
}

const UNITS = ['B', 'KB', 'MB', 'GB'];

/** As authors write it: `10MB/s`, in steps of 1024. */
function rate(bytesPerSecond: number): string {
  let [value, unit] = [bytesPerSecond, 0];
  for (; value >= 1024 && unit < UNITS.length - 1; unit += 1) value /= 1024;
  return `${Number(value.toFixed(2))}${UNITS[unit] ?? ''}/s`;
}
