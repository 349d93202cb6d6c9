import { say } from '../../../../message/index.ts';
import { beginsWithout } from '../../flink-state/begins-without.ts';
import { otherSource } from '../../flink-state/other-source.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { sourceOf } from '../../ends/source-of.ts';
import { endWords } from '../../ends/end-words.ts';

/** A stream reads another topic, and what it has kept would have it read the earlier one too. */
export const oldTopicReadOn: Reason = {
  reason: 'OLD_TOPIC_READ_ON',
  replaces: true,
  find(change) {
    if (!otherSource(change).topic || !isUpdated(change)) return [];
    const [was, is] = [endWords(sourceOf(change.before)), endWords(sourceOf(change.after))];
    const readsOn = say`a job that starts from the last savepoint reads on in ${was} too, and ${is} from its beginning, whatever \`start\` says`;
    const paths = pathsOf(valuesUnder(change, '/source/table'));
    return [readsOn, beginsWithout(change)].map((consequence) => ({ meaning: 'state-breaking', consequence, paths }));
  },
};
