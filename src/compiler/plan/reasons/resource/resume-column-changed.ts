import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import type { ValueChange } from '../../value-change.ts';

/** The column by which an engine takes up a job again; no run of ours takes up an earlier one (targets/sync-job/setting). */
export const resumeColumnChanged: Reason = {
  reason: 'RESUME_COLUMN_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/settings/resume');
    const [value] = values;
    if (value === undefined || !isUpdated(change)) return [];
    return [{ meaning: 'resource', consequence: consequenceOf(value), paths: pathsOf(values) }];
  },
};

function consequenceOf({ before, after }: ValueChange): Message {
  if (after === undefined)
    return say`the engine does not note any more by \`${String(before)}\` how far a job has come; each run begins anew, as before`;
  return before === undefined
    ? say`the engine notes by \`${String(after)}\` how far a job has come; each run begins anew all the same`
    : say`the engine notes by \`${String(after)}\` how far a job has come, no longer by \`${String(before)}\`; each run begins anew all the same`;
}
