import { say } from '../../../message/index.ts';
import { flinkCapabilities } from '../../../engine-versions/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { PipelineNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';

/** A streaming job checkpoints this often unless the pipeline says otherwise. */
const DEFAULT_CHECKPOINT_MS = 60_000;

/** The session's settings: `settings.options` are Flink's own keys and come last, so they win. */
export function sessionSettings(context: EmitContext, hasPrimaryKey: boolean): Readonly<Record<string, string>> {
  const { pipeline } = context;
  const isStream = pipeline.schedule.schedule.kind === 'continuous';
  const checkpointMs = pipeline.settings.checkpointMs ?? (isStream ? DEFAULT_CHECKPOINT_MS : undefined);
  const onConflict = flinkCapabilities(pipeline.engine.version ?? '')?.requiresOnConflict === true;
  return {
    'execution.runtime-mode': isStream ? 'streaming' : 'batch',
    'pipeline.name': pipeline.name,
    'parallelism.default': String(pipeline.settings.parallelism.source),
    ...(needsTimeZone(context) ? { 'table.local-time-zone': pipeline.schedule.schedule.timeZone } : {}),
    ...(checkpointMs === undefined ? {} : { 'execution.checkpointing.interval': `${checkpointMs} ms` }),
    // The database resolves a conflict by its own key; Flink 2.3 would want a stateful operator for it.
    ...(hasPrimaryKey && onConflict ? { 'table.exec.sink.require-on-conflict': 'false' } : {}),
    ...ownSettings(pipeline, context),
  };
}

/** Only where a result depends on it: types with a zone, and functions of the author's SQL. */
function needsTimeZone(context: EmitContext): boolean {
  const { source, sink, transform } = movementOf(context);
  const columns = [source.columns, sink.columns].flatMap((list) => (list === '*' ? [] : list));
  return transform !== undefined || columns.some((column) => column.type?.name === 'timestamptz');
}

function ownSettings(pipeline: PipelineNode, context: EmitContext): Record<string, string> {
  const settings: Record<string, string> = {};
  for (const [key, value] of Object.entries(pipeline.settings.options)) {
    if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') {
      settings[key] = String(value);
    } else {
      const at = child(pipeline.settings.at, 'options', key);
      context.report(makeDiagnostic('SL0605', at, say`setting \`${key}\` must be a text, a number or a boolean`));
    }
  }
  return settings;
}
