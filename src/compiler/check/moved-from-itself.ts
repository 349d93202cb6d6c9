import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { movedOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';

/** `moved.from` is the name that the pipeline has. */
export const movedFromItself: ProjectRule = {
  name: 'moved-from-itself',
  *check({ pipelines }): Iterable<Diagnostic> {
    for (const { name, at, movedFrom } of movedOf(pipelines)) {
      if (movedFrom !== name) continue;
      yield makeDiagnostic('SL0350', child(at, 'moved', 'from'), say`\`${name}\` is the name that it has`, {
        notes: [say`\`moved\` names the one that it had before, whose cursor and runs it goes on with`],
        help: say`write the name before, or leave \`moved\` out`,
      });
    }
  },
};
