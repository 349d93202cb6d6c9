import { toTemplate, type ArtefactJob, type Template } from '../../artefact/index.ts';
import type { PipelineNode } from '../../ir/index.ts';
import type { EmitContext } from '../emit-context.ts';
import { movementOf } from '../movement-of.ts';
import { engineOptions } from '../sync-job/engine-options.ts';
import { refuseTransform } from '../sync-job/refuse-transform.ts';
import { checkpointProperty, restoreWith, speedSetting } from '../sync-job/setting.ts';
import { syncDialect } from '../sync-job/sync-dialect.ts';
import type { FlinkxEmitter } from './format.ts';

/**
 * Prints a movement as a FlinkX 1.11 job; its template is a `FlinkxJob`. What the version cannot do is
 * reported. `job.setting` is always there: 1.11 throws a NullPointerException without it.
 */
export function emitFlinkx(
  pipeline: PipelineNode,
  source: FlinkxEmitter,
  sink: FlinkxEmitter,
  context: EmitContext,
): ArtefactJob {
  const movement = movementOf(context);
  const dialect = syncDialect(context);
  if (source.reader === undefined || sink.writer === undefined) {
    throw new Error('a connector without it reached the FlinkX target');
  }
  refuseTransform(movement, context);
  const options = engineOptions(context);
  const restore = restoreWith(options.restore, context);
  const setting: Record<string, Template> = {
    speed: { ...speedSetting(pipeline), ...options.speed },
    errorLimit: errorLimit(pipeline),
    ...(restore === undefined ? {} : { restore }),
    ...dirtySetting(pipeline),
    ...options.setting,
  };
  const content = [
    { reader: { ...source.reader(movement.source, context) }, writer: { ...sink.writer(movement.sink, context) } },
  ];
  const confProp = { ...checkpointProperty(context, dialect), ...options.confProp };
  return {
    file: 'job.json',
    template: { job: { job: { content, setting } }, launch: { name: pipeline.name, confProp } },
  };
}

/**
 * Where refused rows are kept: in HDFS alone, which a rule has looked at. The file system goes in among the
 * properties, because 1.11 has no key of its own for it there.
 */
function dirtySetting({ settings: { dirty } }: PipelineNode): Record<string, Template> {
  if (dirty === undefined) return {};
  const { datasource, path } = dirty;
  const cluster = datasource.type === 'hadoop' ? datasource : datasource.hadoop;
  const defaultFS = cluster?.defaultFS;
  const hadoopConfig: Record<string, Template> = {
    ...(defaultFS === undefined ? {} : { 'fs.defaultFS': toTemplate(defaultFS) }),
    ...cluster?.properties,
  };
  return { dirty: { path: toTemplate(path), hadoopConfig } };
}

/** A member that is left out means no limit of that kind; without any, no row may be refused. */
function errorLimit(pipeline: PipelineNode): Template {
  const { errorRows, errorPercent } = pipeline.settings;
  return {
    ...(errorRows === undefined ? {} : { record: errorRows }),
    ...(errorPercent === undefined ? {} : { percentage: errorPercent }),
  };
}
