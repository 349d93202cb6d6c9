import { say } from '../../message/index.ts';
import { atMost, didYouMean, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { byNameOf } from './project-index.ts';
import type { NamedPipeline, ProjectRule } from './rule.ts';

/** `dependsOn` names a pipeline that does not exist: the run would wait for ever. */
export const unknownDependency: ProjectRule = {
  name: 'unknown-dependency',
  *check({ pipelines, brokenNames, namesHidden }): Iterable<Diagnostic> {
    if (namesHidden) return; // it may be in the file that cannot be read: one cause, one error
    const known = byNameOf(pipelines);
    for (const pipeline of pipelines) {
      if (pipeline.dependsOn.every((name) => known.has(name))) continue;
      yield* atMost(unknownOf(pipeline, known, brokenNames));
    }
  },
};

function* unknownOf(
  { name: waiting, dependsOn, dependsOnAt }: NamedPipeline,
  known: ReadonlyMap<string, NamedPipeline>,
  brokenNames: ReadonlySet<string>,
): Iterable<Diagnostic> {
  for (const [index, name] of dependsOn.entries()) {
    if (known.has(name) || brokenNames.has(name)) continue;
    const near = didYouMean(name, known.keys());
    const place = child(dependsOnAt, index);
    yield makeDiagnostic('SL0304', place, say`no pipeline is named \`${name}\``, {
      notes: [say`\`${waiting}\` would wait for it for ever`],
      ...(near ? meantInstead(near, place) : { help: say`name a pipeline of this repository` }),
    });
  }
}
