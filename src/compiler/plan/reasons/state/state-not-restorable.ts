import { beginsWithout } from '../../flink-state/begins-without.ts';
import { JOB, judgeRestore } from '../../flink-state/judge-restore.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** The changed job of a stream cannot go on from what the earlier one has kept: it begins anew. */
export const stateNotRestorable: Reason = {
  reason: 'STATE_NOT_RESTORABLE',
  replaces: true,
  readsAnew: true,
  find(change) {
    const restore = judgeRestore(change);
    if (restore?.verdict !== 'lost' || !isUpdated(change)) return [];
    const own = valuesUnder(change, ...restore.at);
    const paths = pathsOf(own.length > 0 ? own : valuesUnder(change, ...JOB));
    const consequences = [restore.sentence, ...(restore.jobs === undefined ? [] : [beginsWithout(change)])];
    return consequences.map((consequence) => ({ meaning: 'state-breaking', consequence, paths }));
  },
};
