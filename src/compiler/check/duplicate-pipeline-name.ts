import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { byNameOf } from './project-index.ts';
import type { NamedPipeline, ProjectRule } from './rule.ts';

/** A name is what runs, cursors and dependencies hang on: it belongs to one pipeline. */
export const duplicatePipelineName: ProjectRule = {
  name: 'duplicate-pipeline-name',
  *check({ pipelines }): Iterable<Diagnostic> {
    if (byNameOf(pipelines).size === pipelines.length) return;
    const first = new Map<string, NamedPipeline>();
    for (const pipeline of pipelines) {
      const earlier = first.get(pipeline.name);
      if (!earlier) {
        first.set(pipeline.name, pipeline);
        continue;
      }
      yield makeDiagnostic('SL0301', child(pipeline.at, 'name'), say`two pipelines are named \`${pipeline.name}\``, {
        labels: [{ at: child(earlier.at, 'name'), message: say`the other is in ${earlier.at.file}` }],
        help: say`rename one of them`,
      });
    }
  },
};
