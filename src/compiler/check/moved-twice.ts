import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { movedOf } from './project-index.ts';
import type { NamedPipeline, ProjectRule } from './rule.ts';

/** Two pipelines claim one that was: it has one cursor and one list of runs. */
export const movedTwice: ProjectRule = {
  name: 'moved-twice',
  *check({ pipelines }): Iterable<Diagnostic> {
    const first = new Map<string, NamedPipeline>();
    for (const pipeline of movedOf(pipelines)) {
      const { at, movedFrom } = pipeline;
      const earlier = first.get(movedFrom);
      if (earlier === undefined) first.set(movedFrom, pipeline);
      else if (earlier.at !== at)
        yield makeDiagnostic('SL0352', child(at, 'moved', 'from'), say`two pipelines were \`${movedFrom}\` before`, {
          labels: [{ at: child(earlier.at, 'moved', 'from'), message: say`the other is in ${earlier.at.file}` }],
          notes: [say`a cursor and runs belong to one pipeline`],
          help: say`leave \`moved\` out of one of them: it begins anew`,
        });
    }
  },
};
