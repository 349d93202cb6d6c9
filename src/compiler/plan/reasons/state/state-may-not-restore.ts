import { beginsWithout } from '../../flink-state/begins-without.ts';
import { JOB, judgeRestore } from '../../flink-state/judge-restore.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** Whether the changed job of a stream goes on from what the earlier one has kept is not known before it is started. */
export const stateMayNotRestore: Reason = {
  reason: 'STATE_MAY_NOT_RESTORE',
  find(change) {
    const restore = judgeRestore(change);
    if (restore?.verdict !== 'unsure' || !isUpdated(change)) return [];
    const own = valuesUnder(change, ...restore.at);
    const paths = pathsOf(own.length > 0 ? own : valuesUnder(change, ...JOB));
    const consequences = [restore.sentence, ...(restore.jobs === undefined ? [] : [beginsWithout(change)])];
    return consequences.map((consequence) => ({ meaning: 'state-breaking', consequence, paths }));
  },
};
