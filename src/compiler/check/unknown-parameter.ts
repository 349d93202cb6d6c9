import { say } from '../../message/index.ts';
import { didYouMean, makeDiagnostic, meantInstead, type Diagnostic } from '../diagnostics/index.ts';
import type { ProjectRule } from './rule.ts';

/** An environment that gives a value to a parameter which no pipeline declares has it misspelt. */
export const unknownParameter: ProjectRule = {
  name: 'unknown-parameter',
  *check({ pipelines, brokenNames, namesHidden, environmentParameters }): Iterable<Diagnostic> {
    if (namesHidden || brokenNames.size > 0) return; // a pipeline that cannot be read may declare it
    const declared = new Set(pipelines.flatMap(({ parameters }) => parameters));
    for (const { name, at } of environmentParameters) {
      if (declared.has(name)) continue;
      const near = didYouMean(name, declared);
      yield {
        ...makeDiagnostic('SL0402', at, say`no pipeline declares the parameter \`${name}\``, {
          notes: [say`its value goes nowhere`],
          ...(near ? meantInstead(near, at) : { help: say`declare it under \`params\` of the pipelines that use it` }),
        }),
        severity: 'warning',
      };
    }
  },
};
