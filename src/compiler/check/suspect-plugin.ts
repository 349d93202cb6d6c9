import { say, sentence } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { Location } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A plugin that does not work as it comes is said before a run fails with it. */
export const suspectPlugin: PipelineRule = {
  name: 'suspect-plugin',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { type, version = '' } = pipeline.engine;
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const { plugin } = spec;
      if (plugin?.suspect === undefined) continue;
      const at: Location = { ...node.at, part: 'key' };
      yield makeDiagnostic('SL0654', at, say`\`${plugin.name}\` may not work on ${type} ${version}`, {
        notes: [sentence(plugin.suspect)],
        help: say`try one run with the jars that you have, or use another engine`,
      });
    }
  },
};
