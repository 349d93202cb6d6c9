import { say, type Message } from '../../../../message/index.ts';
import { formatDuration, shortestInterval } from '../../../../time/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Another time after which a run is stopped. */
export const timeoutChanged: Reason = {
  reason: 'TIMEOUT_CHANGED',
  find(change) {
    const paths = pathsOf(valuesUnder(change, '/timeout'));
    if (paths.length === 0 || !isUpdated(change)) return [];
    const [was, is] = [change.before.pipeline.timeoutMs, change.after.pipeline.timeoutMs];
    const stopped = consequenceOf(was, is);
    const interval = shortestInterval(change.after.pipeline.schedule);
    const consequence = interval === undefined ? stopped : say`${stopped}; ${besideInterval(is, interval)}`;
    return [{ meaning: 'resource', consequence, paths }];
  },
};

function consequenceOf(was: number | undefined, is: number | undefined): Message {
  if (is === undefined)
    return say`a run is never stopped for lasting long, no longer after ${formatDuration(was ?? 0)}`;
  if (was === undefined) return say`a run is stopped after ${formatDuration(is)}; before, it could last for ever`;
  return say`a run is stopped after ${formatDuration(is)}, no longer after ${formatDuration(was)}`;
}

function besideInterval(timeout: number | undefined, interval: number): Message {
  return timeout === undefined || timeout > interval
    ? say`it may last into the next fire, ${formatDuration(interval)} later`
    : say`it is over before the next fire, ${formatDuration(interval)} later`;
}
