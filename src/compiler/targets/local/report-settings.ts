import { say } from '../../../message/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { ColumnNode } from '../../ir/index.ts';
import { child, keyOf } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';

/** Reports settings that the engine in the process does not obey. Parallelism changes no row: a warning. */
export function reportSettings(context: EmitContext): void {
  const { settings } = context.pipeline;
  if (settings.errorPercent !== undefined) {
    context.report(
      makeDiagnostic('SL0609', child(settings.at, 'errorLimit', 'percent'), say`\`local\` has no limit in percent`, {
        help: say`give \`errorLimit: { rows: … }\``,
      }),
    );
  }
  if (settings.resumeColumn !== undefined) {
    context.report(
      makeDiagnostic('SL0609', child(settings.at, 'resume'), say`\`local\` resumes no run in the middle`, {
        notes: [say`a run that fails leaves the sink as it was, and a retry begins from nothing`],
        help: say`leave \`resume\` out`,
      }),
    );
  }
  if (settings.checkpointMs !== undefined && context.pipeline.schedule.schedule.kind !== 'continuous') {
    context.report(
      makeDiagnostic('SL0609', child(settings.at, 'checkpoint'), say`\`local\` makes no checkpoints`, {
        notes: [say`a run that fails leaves the sink as it was, and a retry begins from nothing`],
        help: say`leave \`checkpoint\` out`,
      }),
    );
  }
  if (settings.parallelism.source > 1 || settings.parallelism.sink > 1) {
    const one = makeDiagnostic(
      'SL0609',
      child(settings.at, 'parallelism'),
      say`\`local\` reads and writes one by one`,
      {
        notes: [say`the rows are the same, only not in parallel`],
      },
    );
    context.report({ ...one, severity: 'warning' });
  }
  for (const name of Object.keys(settings.options)) {
    context.report(
      makeDiagnostic('SL0604', keyOf(settings.at, 'options', name), say`\`local\` has no setting \`${name}\``),
    );
  }
  for (const column of nativeColumns(context)) {
    context.report(
      makeDiagnostic('SL0611', child(column.at, 'nativeType'), say`\`local\` has no native types`, {
        help: say`use \`type\`: the engine is Sluice itself`,
      }),
    );
  }
}

function nativeColumns(context: EmitContext): Iterable<ColumnNode> {
  const { source, sink } = movementOf(context);
  const columns = [source.columns, sink.columns].flatMap((list) => (list === '*' ? [] : list));
  // A sink column that was left out is its source column again, at the same place.
  return new Map(
    columns.filter(({ nativeType }) => nativeType !== undefined).map((column) => [column.at, column]),
  ).values();
}
