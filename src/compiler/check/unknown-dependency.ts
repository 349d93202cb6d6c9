import { say } from '../../message/index.ts';
import { didYouMean, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { ProjectRule } from './rule.ts';

/** `dependsOn` names a pipeline that does not exist: the run would wait for ever. */
export const unknownDependency: ProjectRule = {
  name: 'unknown-dependency',
  *check({ pipelines, brokenNames, namesHidden }): Iterable<Diagnostic> {
    if (namesHidden) return; // it may be in the file that cannot be read: one cause, one error
    const known = new Set(pipelines.map((pipeline) => pipeline.name));
    for (const pipeline of pipelines) {
      for (const [index, name] of pipeline.dependsOn.entries()) {
        if (known.has(name) || brokenNames.has(name)) continue;
        const near = didYouMean(name, known);
        const place = child(pipeline.at, 'dependsOn', index);
        yield makeDiagnostic('SL0304', place, say`no pipeline is named \`${name}\``, {
          notes: [say`\`${pipeline.name}\` would wait for it for ever`],
          ...(near ? meantInstead(near, place) : { help: say`name a pipeline of this repository` }),
        });
      }
    }
  },
};
