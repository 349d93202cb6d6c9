import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import { byNameOf, movedOf } from './project-index.ts';
import type { NamedPipeline, ProjectRule } from './rule.ts';

/** A list of tables names one of its own pipelines in `moved.from`, where the list's name before belongs. */
export const movedFromMember: ProjectRule = {
  name: 'moved-from-member',
  *check({ pipelines }): Iterable<Diagnostic> {
    const byName = byNameOf(pipelines);
    for (const { name, at, movedFrom } of movedOf(pipelines)) {
      if (!isOwnMember(movedFrom, name, at, byName)) continue;
      yield makeDiagnostic('SL0353', child(at, 'moved', 'from'), say`\`${movedFrom}\` is a pipeline of this list`, {
        notes: [say`each pipeline of a list moves from the list of the name before: \`NAME-<table>\``],
        help: say`write the name that the list had before, or leave \`moved\` out`,
      });
    }
  },
};

/** True of a pipeline that the same definition makes. */
export function isOwnMember(
  from: string,
  name: string,
  at: Location,
  byName: ReadonlyMap<string, NamedPipeline>,
): boolean {
  return from !== name && byName.get(from)?.at === at;
}
