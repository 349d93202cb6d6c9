import { type Message, say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode } from '../../ir/index.ts';
import { alignColumns, movementOf, type EmitContext } from '../../targets/index.ts';
import { child } from '../../text/index.ts';

/**
 * FlinkX 1.11 (`RedisOutputFormat`) finds a key of several columns by looking up each place in the list of
 * places, and takes them out of a sorted set or hash while the places shift. Only keys that stand first, in
 * order, are found, and beside a pair only a key of one column is left out. Anything else is reported.
 */
export function reportKeyPlaces(sink: SinkNode, context: EmitContext): void {
  const { writer } = alignColumns(movementOf(context), context.pipeline);
  if (writer === '*') return; // the key's places are missing: another finding
  const inOrder = sink.key.every((name, index) => writer[index]?.name === name);
  const { type } = sink.options;
  const holdsPair = type === 'zset' || type === 'hash';
  if (sink.key.length > 1 && holdsPair) report(say`a sorted set or a hash takes a key of one column`);
  else if (sink.key.length > 1 && !inOrder) report(say`several key columns have to be the first, in their order`);
  if (holdsPair && writer.length - sink.key.length !== 2)
    context.report(
      makeDiagnostic('SL0651', child(sink.at, 'columns'), say`a \`${type}\` takes the key and two columns more`, {
        notes: [say`\`rediswriter\` fails at the first row otherwise`],
        help: type === 'zset' ? say`give the score (\`int32\`) and the member` : say`give the field and its value`,
      }),
    );

  function report(message: Message): void {
    context.report(
      makeDiagnostic('SL0651', child(sink.at, 'key'), message, {
        notes: [say`\`rediswriter\` of 1.11 would take other columns for the key`],
        help: say`put the key first among \`columns\`, or join it into one column in the source`,
      }),
    );
  }
}
