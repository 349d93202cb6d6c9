import { sentence } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** What an engine's plugin was seen to do to the rows, though it works. */
export const pluginCaution: PipelineRule = {
  name: 'plugin-caution',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const { caution } = spec.plugin ?? {};
      if (caution === undefined) continue;
      const { message, notes, help } = caution;
      yield makeDiagnostic('SL0622', { ...node.at, part: 'key' }, sentence(message), {
        notes: notes.map(sentence),
        help: sentence(help),
      });
    }
  },
};
