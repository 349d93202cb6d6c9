import { say } from '../../../message/index.ts';
import type { SyncJobDialect } from '../../../engine-versions/index.ts';
import type { ArtefactJob, Template } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { PipelineNode } from '../../ir/index.ts';
import { child } from '../../text/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';
import { engineOptions } from '../sync-job/engine-options.ts';
import { checkpointProperty, restoreWith, speedSetting } from '../sync-job/setting.ts';
import { syncDialect } from '../sync-job/sync-dialect.ts';
import type { ChunjunEmitter } from './format.ts';
import { TRANSFORM_SINK, TRANSFORM_SOURCE, transformer } from './transformer.ts';

/**
 * Prints a movement as a ChunJun job of type `sync`; its template is a `ChunjunJob`. `setting.errorLimit`
 * is ignored there, so the limit becomes a dirty-data property of the launch.
 */
export function emitChunjun(
  pipeline: PipelineNode,
  source: ChunjunEmitter,
  sink: ChunjunEmitter,
  context: EmitContext,
): ArtefactJob {
  const movement = movementOf(context);
  const dialect = syncDialect(context);
  if (source.reader === undefined || sink.writer === undefined) {
    throw new Error('a connector without it reached the ChunJun target');
  }
  refuseErrorPercent(context);
  const options = engineOptions(context);
  const restore = restoreWith(options.restore, context);
  const setting: Record<string, Template> = {
    speed: { ...speedSetting(pipeline), ...options.speed },
    ...(restore === undefined ? {} : { restore }),
    ...options.setting,
  };
  const sql = transformer(movement);
  const content = [
    {
      reader: { ...source.reader(movement.source, context), ...(sql && { table: TRANSFORM_SOURCE }) },
      writer: { ...sink.writer(movement.sink, context), ...(sql && { table: TRANSFORM_SINK }) },
      ...(sql && { transformer: sql }),
      ...options.content,
    },
  ];
  return {
    file: 'job.json',
    template: {
      job: { job: { content, setting } },
      launch: {
        name: pipeline.name,
        confProp: { ...launchProperties(context, dialect), ...options.confProp },
      },
    },
  };
}

/**
 * Every subtask sleeps 20 s at close for a metrics reporter to push; nothing of ours needs that.
 */
function launchProperties(context: EmitContext, dialect: SyncJobDialect): Readonly<Record<string, Template>> {
  return {
    'chunjun.dirty-data.max-rows': maxRows(context.pipeline),
    ...(dialect.closeDelay ? { 'chunjun.delay_period_mill': '1' } : {}),
    ...checkpointProperty(context, dialect),
  };
}

/**
 * A job fails when it has refused `max-rows` rows or more, where our limit is the most that is allowed: one
 * more. A share of 100 percent is no limit.
 */
function maxRows({ settings: { errorRows, errorPercent } }: PipelineNode): string {
  return errorRows === undefined && errorPercent === 100 ? '-1' : String((errorRows ?? 0) + 1);
}

function refuseErrorPercent(context: EmitContext): void {
  const { errorPercent, at } = context.pipeline.settings;
  if (errorPercent === undefined || errorPercent === 100) return;
  context.report(
    makeDiagnostic('SL0609', child(at, 'errorLimit', 'percent'), say`\`chunjun\` has no limit in percent`, {
      notes: [say`ChunJun ignores \`errorLimit\` in a job file; its dirty-data limit counts rows`],
      help: say`give \`errorLimit: { rows: … }\`, or \`{ percent: 100 }\` for any number of rows`,
    }),
  );
}
