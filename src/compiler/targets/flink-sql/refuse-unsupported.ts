import { type Message, say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import { child, type Path } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';

/** Reports settings that no table of Flink SQL obeys; fields and modes are the connector's spec's say. */
export function refuseUnsupported(context: EmitContext): void {
  const { settings } = context.pipeline;
  const setting = (path: Path, what: Message, note: Message, help: Message): void =>
    context.report(
      makeDiagnostic('SL0609', child(settings.at, ...path), say`\`flink-sql\` has no ${what}`, { notes: [note], help }),
    );
  if (settings.bytesPerSecond !== undefined) {
    setting(['rateLimit'], say`rate limit`, say`a table reads as fast as it can`, say`leave \`rateLimit\` out`);
  }
  if ((settings.errorRows ?? 0) > 0 || settings.errorPercent !== undefined) {
    setting(
      ['errorLimit'],
      say`limit for refused rows`,
      say`the first row that cannot be written fails the job`,
      say`leave \`errorLimit\` out, or filter such rows with \`where\` or \`transform\``,
    );
  }
  if (settings.resumeColumn !== undefined) {
    setting(['resume'], say`resume column`, say`a job goes on from its checkpoints alone`, say`leave \`resume\` out`);
  }
  warnOfRereading(context);
}

/** The next cursor is read before the job reads its rows, so that none can be missed. */
function warnOfRereading(context: EmitContext): void {
  const { source, sink } = movementOf(context);
  if (source.incremental === undefined || sink.mode !== 'append') return;
  context.report(
    makeDiagnostic('SL0511', source.incremental.at, say`rows that arrive while a run starts are written twice`, {
      notes: [say`Flink SQL tells no position, so the cursor is the greatest value from just before the run`],
      help: say`use \`mode: upsert\` with a key`,
    }),
  );
}
