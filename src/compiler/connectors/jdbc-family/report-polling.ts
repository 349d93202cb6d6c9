import { say } from '../../../message/index.ts';
import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import { child, keyOf } from '../../text/index.ts';

/** True where the job never ends, so that an incremental JDBC reader asks again and again. */
export function isContinuous({ pipeline }: EmitContext): boolean {
  return pipeline.schedule.schedule.kind === 'continuous';
}

/**
 * Reports what a JDBC reader that polls would get wrong (FlinkX 1.11 and ChunJun 1.16, observed in runs), and
 * one that polls where runs have to end. 1.11 is known by the constants in its SQL.
 */
export function reportPolling(source: SourceNode, dialect: SyncJobDialect, context: EmitContext): void {
  const { incremental, options, at } = source;
  const own = child(at, 'options');
  if (!isContinuous(context)) {
    if (options['polling'] !== true) return;
    context.report(
      makeDiagnostic('SL0512', keyOf(own, 'polling'), say`\`polling\` never ends, and this pipeline is scheduled`, {
        notes: [say`the run would stay open, and no fire after it would start`],
        help: say`write \`schedule: continuous\`, which polls by itself, or leave \`polling\` out`,
      }),
    );
    return;
  }
  if (incremental === undefined || dialect.constantsInSql) return; // a table that is read once is another rule's finding
  if (options['useMaxFunc'] === true)
    context.report(
      makeDiagnostic('SL0514', keyOf(own, 'useMaxFunc'), say`\`chunjun\` does not poll with \`useMaxFunc\``, {
        notes: [say`ChunJun 1.16 refuses the two together when the job starts`],
        help: say`leave \`useMaxFunc\` out`,
      }),
    );
  if (incremental.from === undefined && !incremental.type.name.startsWith('int'))
    context.report(
      makeDiagnostic('SL0515', incremental.at, say`\`chunjun\` cannot begin to poll a time column without a position`, {
        notes: [say`without a position ChunJun 1.16 makes SQL at its second round that no database takes`],
        help: say`add \`from:\` with the moment after which to begin`,
      }),
    );
}
