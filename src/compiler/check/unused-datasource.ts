import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { PipelineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/** A datasource that no pipeline names, in no environment. Not said while anything is broken that may name it. */
export const unusedDatasource: ProjectRule = {
  name: 'unused-datasource',
  *check({ complete, nodes, datasources, datasourcesReferredTo }): Iterable<Diagnostic> {
    if (!complete || nodes.length === 0) return;
    const used = new Set([...datasourcesReferredTo, ...nodes.flatMap(namedBy)]);
    for (const { name, at } of datasources) {
      if (used.has(name)) continue;
      yield makeDiagnostic('SL0314', child(at, 'name'), say`no pipeline uses datasource \`${name}\``, {
        notes: [say`its connection and its secrets are kept for nothing, and nobody notices when they stop working`],
        help: say`delete the file, or name the datasource in a pipeline`,
      });
    }
  },
};

function namedBy({ work, settings }: PipelineNode): string[] {
  const ends = work.kind === 'movement' ? [work.source.datasource, work.sink.datasource] : [];
  return [...ends, settings.dirty?.datasource].flatMap((datasource) => datasource?.name ?? []);
}
