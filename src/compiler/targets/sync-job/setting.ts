import { say } from '../../../message/index.ts';
import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { ColumnNode, PipelineNode } from '../../ir/index.ts';
import { child, keyOf } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import type { TemplateMap } from '../option-templates.ts';
import { alignColumns } from './align-columns.ts';
import { movementOf } from '../movement-of.ts';

/** A streaming job and a restartable one checkpoint this often unless the pipeline says otherwise. */
export const DEFAULT_CHECKPOINT_MS = 60_000;

/** `setting.speed`. `channel` is the reader's parallelism; a writer of another one is named apart. */
export function speedSetting(pipeline: PipelineNode): TemplateMap {
  const { parallelism, bytesPerSecond } = pipeline.settings;
  return {
    channel: parallelism.source,
    ...(parallelism.sink === parallelism.source ? {} : { writerChannel: parallelism.sink }),
    ...(bytesPerSecond === undefined ? {} : { bytes: bytesPerSecond }),
  };
}

/**
 * `setting.restore`, only where a job has something to restore: a stream, or a resume column. Plugins of
 * FlinkX 1.11 that keep no place do not start beside it; a rule warns of that.
 */
export function restoreSetting(context: EmitContext): TemplateMap | undefined {
  if (context.restores === false) return undefined;
  const { settings } = context.pipeline;
  const isStream = isContinuous(context.pipeline);
  const column = settings.resumeColumn ?? polledColumn(context);
  if (column === undefined) return isStream ? { isRestore: true, isStream } : undefined;
  return { isRestore: true, isStream, ...restoreColumn(column, context) };
}

/** `setting.restore` with what the author adds to it, where the job has one; elsewhere nothing reads the addition. */
export function restoreWith(added: TemplateMap, context: EmitContext): TemplateMap | undefined {
  const restore = restoreSetting(context);
  if (restore !== undefined) return { ...restore, ...added };
  if (Object.keys(added).length > 0)
    context.report(
      makeDiagnostic(
        'SL0661',
        keyOf(context.pipeline.settings.at, 'options', 'restore'),
        say`\`restore\` has no effect`,
        {
          notes: [say`the job restores nothing: it is no stream and has no \`resume\` column, or a plugin refuses it`],
          help: say`give \`settings.resume\`, or leave \`restore\` out`,
        },
      ),
    );
  return undefined;
}

/**
 * The checkpoint interval for -confProp, by the version's own key; absent where nothing checkpoints.
 * `setting.restore` alone does nothing on any version. A text, because the launchers read -confProp as
 * Java properties.
 */
export function checkpointProperty(
  { pipeline, restores: canRestore }: EmitContext,
  dialect: SyncJobDialect,
): TemplateMap {
  const { checkpointMs, resumeColumn } = pipeline.settings;
  if (canRestore === false) return {};
  const restores = resumeColumn !== undefined || isContinuous(pipeline);
  const interval = checkpointMs ?? (restores ? DEFAULT_CHECKPOINT_MS : undefined);
  return interval === undefined ? {} : { [dialect.checkpointKey]: String(interval) };
}

function isContinuous(pipeline: PipelineNode): boolean {
  return pipeline.schedule.schedule.kind === 'continuous';
}

/** FlinkX 1.11 does not poll without the place of a restore column (seen in runs); the incremental one is it. */
function polledColumn(context: EmitContext): string | undefined {
  const { pipeline } = context;
  return isContinuous(pipeline) && pipeline.engine.type === 'flinkx'
    ? movementOf(context).source.incremental?.column
    : undefined;
}

/** Name and index must agree; FlinkX 1.11 wants the index with `isStream`, ChunJun 1.16 always. */
function restoreColumn(name: string, context: EmitContext): TemplateMap {
  const { reader } = alignColumns(movementOf(context), context.pipeline);
  const columns: readonly ColumnNode[] = reader === '*' ? [] : reader;
  const index = columns.findIndex((column) => column.name === name);
  const column = columns[index];
  if (column === undefined || (column.type === undefined && column.nativeType === undefined)) {
    context.report(
      makeDiagnostic('SL0510', child(context.pipeline.settings.at, 'resume'), say`column \`${name}\` needs a type`, {
        notes: [say`\`${context.pipeline.engine.type}\` restores only by a column whose type it knows`],
        help: say`name the column among the source columns, with its type`,
      }),
    );
  }
  return { restoreColumnName: name, restoreColumnIndex: index };
}
