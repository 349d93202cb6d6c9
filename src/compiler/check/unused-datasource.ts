import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { DatasourceNode, PipelineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/** A datasource that no pipeline names, in no environment. Not said while anything is broken that may name it. */
export const unusedDatasource: ProjectRule = {
  name: 'unused-datasource',
  *check({ complete, nodes, datasources, datasourcesReferredTo }): Iterable<Diagnostic> {
    if (!complete || nodes.length === 0) return;
    const used = new Set(datasourcesReferredTo);
    for (const node of nodes) addNames(node, used);
    for (const { name, at } of datasources) {
      if (used.has(name)) continue;
      yield makeDiagnostic('SL0314', child(at, 'name'), say`no pipeline uses datasource \`${name}\``, {
        notes: [say`its connection and its secrets are kept for nothing, and nobody notices when they stop working`],
        help: say`delete the file, or name the datasource in a pipeline`,
      });
    }
  },
};

function addNames({ work, settings }: PipelineNode, used: Set<string>): void {
  const add = (datasource: DatasourceNode | undefined): void => void (datasource && used.add(datasource.name));
  if (work.kind === 'movement') {
    add(work.source.datasource);
    add(work.sink.datasource);
  }
  add(settings.dirty?.datasource);
}
