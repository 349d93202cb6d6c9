import { valuesUnder, type ChangedPipeline } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

/** Of these members of a schedule other reasons speak. */
const OF_OTHERS = ['timeZone', 'jitter', 'freezes', 'misfire', 'misfireAfter', 'startingDeadline', 'overlap'];

/** The changed values that say when a pipeline fires: what its clock is, not in which zone, nor what becomes of late fires. */
export function scheduleValues(change: ChangedPipeline): readonly ValueChange[] {
  const others = new Set(valuesUnder(change, ...OF_OTHERS.map((key) => `/schedule/${key}`)));
  return valuesUnder(change, '/schedule').filter((value) => !others.has(value));
}
