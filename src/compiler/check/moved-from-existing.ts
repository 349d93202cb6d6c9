import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { isOwnMember } from './moved-from-member.ts';
import type { ProjectRule } from './rule.ts';

/** `moved.from` names a pipeline that keeps its clock, cursor and runs, because it is still there. */
export const movedFromExisting: ProjectRule = {
  name: 'moved-from-existing',
  *check({ pipelines }): Iterable<Diagnostic> {
    const places = new Map(pipelines.map(({ name, at }) => [name, at]));
    for (const { name, at, movedFrom } of pipelines) {
      if (movedFrom === undefined || movedFrom === name || isOwnMember(movedFrom, name, at, places)) continue;
      const other = places.get(movedFrom);
      if (other === undefined) continue;
      yield makeDiagnostic('SL0351', child(at, 'moved', 'from'), say`\`${movedFrom}\` is still there`, {
        labels: [{ at: child(other, 'name'), message: say`it is in ${other.file}` }],
        notes: [say`a cursor and runs belong to one pipeline, and stay with the one that has the name`],
        help: say`leave \`moved\` out, or take \`${movedFrom}\` away; two names that change places need a third in between`,
      });
    }
  },
};
