import { JOB, judgeRestore } from '../../flink-state/judge-restore.ts';
import { otherSource } from '../../flink-state/other-source.ts';
import { pathsOf, valuesUnder, type Reason } from '../../reason.ts';

/** A stream has another job, which takes over what the last savepoint of the earlier one holds. */
export const stateKept: Reason = {
  reason: 'STATE_KEPT',
  find(change) {
    const restore = judgeRestore(change);
    const { topic, brokers } = otherSource(change);
    if (restore?.verdict !== 'kept' || topic || brokers) return [];
    // another finding says of each value what it does
    const meaning = restore.isPart === true ? 'data-affecting' : 'cosmetic';
    return [{ meaning, consequence: restore.sentence, paths: pathsOf(valuesUnder(change, ...JOB)) }];
  },
};
