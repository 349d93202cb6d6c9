import { say } from '../../../../message/index.ts';
import { consumerGroup } from '../../consumer-group.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason } from '../../reason.ts';
import { startsAsGroup, streamStart } from '../../stream-start.ts';

/** A reader of Kafka commits as another group, by its option or by the pipeline's name: what the earlier one has read is unknown to it. */
export const consumerGroupChanged: Reason = {
  reason: 'CONSUMER_GROUP_CHANGED',
  find(change) {
    if (!isUpdated(change)) return [];
    const [was, is] = [consumerGroup(change.before), consumerGroup(change.after)];
    if (was === undefined || is === undefined || was.name === is.name) return [];
    const paths = pathsOf(
      valuesUnder(change, ...['groupId', 'properties', 'consumerSettings'].map((key) => `/source/options/${key}`)),
    );
    const start = streamStart(change.after, change.facts.specOf);
    if (!startsAsGroup(change.after, change.facts.specOf) || start.kind !== 'at')
      return [
        {
          meaning: 'resource',
          consequence: say`it commits as the consumer group \`${is.name}\`, no longer as \`${was.name}\``,
          paths,
        },
      ];
    const consequence = say`what the consumer group \`${was.name}\` has committed is not looked at any more: a start without its state reads from ${start.from}`;
    return [{ meaning: 'state-breaking', consequence, paths }];
  },
};
