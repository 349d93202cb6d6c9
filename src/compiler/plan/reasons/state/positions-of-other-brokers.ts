import { say } from '../../../../message/index.ts';
import { otherSource } from '../../flink-state/other-source.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { sourceOf } from '../../ends/source-of.ts';
import { endWords } from '../../ends/end-words.ts';

/** A stream reads at other addresses, and what it has kept counts records as the earlier servers did. */
export const positionsOfOtherBrokers: Reason = {
  reason: 'POSITIONS_OF_OTHER_BROKERS',
  find(change) {
    if (!otherSource(change).brokers || !isUpdated(change)) return [];
    const place = endWords(sourceOf(change.after));
    const consequence = say`a job that starts from the last savepoint reads ${place} from the numbers where it stopped: right in the same cluster, in another these are other records`;
    return [
      {
        meaning: 'state-breaking',
        consequence,
        paths: pathsOf(valuesUnder(change, '/source/datasource', '/datasources')),
      },
    ];
  },
};
