import { say, type Message } from '../../../message/index.ts';
import { valuesUnder, type UpdatedPipeline } from '../reason.ts';
import { modeOf } from '../ends/what-runs-read.ts';
import { withoutRenamedDatasources } from '../renamed-datasource.ts';
import { streamStart } from '../stream-start.ts';
import { flinkJobOf } from './flink-job.ts';

/** Where a stream of Flink SQL begins that does not start from its last savepoint, and what that does to rows. */
export function beginsWithout(change: UpdatedPipeline): Message {
  const source = sourceBegins(change);
  const isGathering = flinkJobOf(change.after, change.facts.specOf)?.gathers === true;
  return isGathering ? say`${source}; what the SQL keeps begins with nothing` : source;
}

function sourceBegins(change: UpdatedPipeline): Message {
  const { after, facts } = change;
  const start = streamStart(after, facts.specOf);
  switch (start.kind) {
    case 'now':
      if (isElsewhere(change)) return say`without it the stream begins with what comes after its start`;
      return say`without it the stream begins with what comes after its start: what came since the savepoint is missed`;
    case 'unknown':
      return say`without it the source begins anew`;
    case 'at':
      if (isElsewhere(change)) return say`without it the stream begins from ${start.from}`;
      return isAppended(change)
        ? say`without it the stream begins from ${start.from}: what it has read after that is read again, and is in the target twice`
        : say`without it the stream begins from ${start.from}: what it has read after that is read again`;
    default:
      return start satisfies never;
  }
}

/** What was never read there is not read again. */
function isElsewhere(change: UpdatedPipeline): boolean {
  const values = valuesUnder(change, '/source/connector', '/source/datasource', '/source/table');
  return withoutRenamedDatasources(change, values).length > 0;
}

/** Rows are added where they are already. */
function isAppended(change: UpdatedPipeline): boolean {
  const values = valuesUnder(change, ...['connector', 'datasource', 'table', 'path'].map((key) => `/sink/${key}`));
  return modeOf(change.after) === 'append' && withoutRenamedDatasources(change, values).length === 0;
}
