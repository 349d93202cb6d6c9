import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child, type Location } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/** A list of tables names one of its own pipelines in `moved.from`, where the list's name before belongs. */
export const movedFromMember: ProjectRule = {
  name: 'moved-from-member',
  *check({ pipelines }): Iterable<Diagnostic> {
    const places = new Map(pipelines.map(({ name, at }) => [name, at]));
    for (const { name, at, movedFrom } of pipelines) {
      if (movedFrom === undefined || !isOwnMember(movedFrom, name, at, places)) continue;
      yield makeDiagnostic('SL0353', child(at, 'moved', 'from'), say`\`${movedFrom}\` is a pipeline of this list`, {
        notes: [say`each pipeline of a list moves from the list of the name before: \`NAME-<table>\``],
        help: say`write the name that the list had before, or leave \`moved\` out`,
      });
    }
  },
};

/** True of a pipeline that the same definition makes. */
export function isOwnMember(from: string, name: string, at: Location, places: ReadonlyMap<string, Location>): boolean {
  return from !== name && places.get(from) === at;
}
