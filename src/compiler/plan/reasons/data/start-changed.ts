import { say, type Message } from '../../../../message/index.ts';
import { isUpdated, pathsOf, valuesUnder, type Reason, type UpdatedPipeline } from '../../reason.ts';
import { streamStart } from '../../stream-start.ts';

/** Where the first start of a stream begins, or each run of a source that ends. */
export const startChanged: Reason = {
  reason: 'START_CHANGED',
  find(change) {
    const values = valuesUnder(change, '/source/start');
    if (values.length === 0 || !isUpdated(change)) return [];
    const consequence = consequenceOf(change);
    return [{ meaning: 'data-affecting', consequence, paths: pathsOf(values) }];
  },
};

/** A run that ends keeps no position: it begins there each time. */
function consequenceOf({ after, facts }: UpdatedPipeline): Message {
  const isEndless = after.pipeline.schedule.kind === 'continuous';
  const start = streamStart(after, facts.specOf);
  if (!isEndless)
    return start.kind === 'at'
      ? say`each run begins from ${start.from}`
      : say`each run begins with what comes after its start`;
  return start.kind === 'at'
    ? say`only a first start looks at \`start\`: a stream that has state goes on from it, one without begins from ${start.from}`
    : say`only a first start looks at \`start\`: a stream that has state goes on from it, one without begins with what comes after its start`;
}
