import type { DatasourceNode, PipelineNode } from './ir/index.ts';

/** Every datasource that a pipeline's job is made of: of both ends and of refused rows, and their clusters. */
export function datasourcesOf({ work, settings }: PipelineNode): readonly DatasourceNode[] {
  if (work.kind === 'command') return [];
  return [work.source.datasource, work.sink.datasource, settings.dirty?.datasource]
    .flatMap((datasource) => [datasource, datasource?.hadoop])
    .filter((datasource) => datasource !== undefined);
}
