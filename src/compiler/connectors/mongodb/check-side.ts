import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SinkNode, SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import { child, keyOf } from '../../text/index.ts';

/**
 * With an address both engines look at nothing else of the connection (`MongodbClientUtil` of 1.11,
 * `MongoClientFactory` of 1.16): user and password beside it would never be sent.
 */
export function reportUnusedLogin({ datasource }: SourceNode | SinkNode, context: EmitContext): void {
  if (datasource?.url === undefined || datasource.username === undefined) return;
  context.report(
    makeDiagnostic(
      'SL0205',
      keyOf(datasource.at, 'username'),
      say`\`username\` cannot stand beside \`url\` of MongoDB`,
      {
        notes: [say`the engine connects by the url alone, without a user`],
        help: say`give \`hosts\` and \`database\` in place of \`url\`, or write the user into the url: \`mongodb://user:\${secret:env/NAME}@host/db\``,
      },
    ),
  );
}

/** ChunJun 1.16 (`MongodbOutputFormat`) replaces documents one at a time and fails with several. */
export function reportBatchOfReplaced(sink: SinkNode, context: EmitContext): void {
  const { batchSize } = sink.options;
  if (sink.mode === 'append' || typeof batchSize !== 'number' || batchSize <= 1) return;
  context.report(
    makeDiagnostic(
      'SL0650',
      child(sink.at, 'options', 'batchSize'),
      say`\`batchSize\` does not fit \`mode: ${sink.mode}\``,
      {
        notes: [say`\`mongodbwriter\` fails at the first batch: only documents that are inserted go several at once`],
        help: say`leave \`batchSize\` out, or use \`mode: append\``,
      },
    ),
  );
}
