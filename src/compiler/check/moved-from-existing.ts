import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { isOwnMember } from './moved-from-member.ts';
import { byNameOf, movedOf } from './project-index.ts';
import type { ProjectRule } from './rule.ts';

/** `moved.from` names a pipeline that keeps its clock, cursor and runs, because it is still there. */
export const movedFromExisting: ProjectRule = {
  name: 'moved-from-existing',
  *check({ pipelines }): Iterable<Diagnostic> {
    const byName = byNameOf(pipelines);
    for (const { name, at, movedFrom } of movedOf(pipelines)) {
      if (movedFrom === name || isOwnMember(movedFrom, name, at, byName)) continue;
      const other = byName.get(movedFrom)?.at;
      if (other === undefined) continue;
      yield makeDiagnostic('SL0351', child(at, 'moved', 'from'), say`\`${movedFrom}\` is still there`, {
        labels: [{ at: child(other, 'name'), message: say`it is in ${other.file}` }],
        notes: [say`a cursor and runs belong to one pipeline, and stay with the one that has the name`],
        help: say`leave \`moved\` out, or take \`${movedFrom}\` away; two names that change places need a third in between`,
      });
    }
  },
};
