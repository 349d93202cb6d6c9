import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A datasource's `protocol` is one that the plugin has. */
export const datasourceProtocol: PipelineRule = {
  name: 'datasource-protocol',
  *check(pipeline, context): Iterable<Diagnostic> {
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const { datasource } = node;
      if (datasource?.protocol === undefined) continue;
      const parameters = Object.values(spec.plugin?.parameters ?? {});
      const known = parameters.find(({ carries }) => carries === 'datasource.protocol')?.values;
      if (known === undefined || known.includes(datasource.protocol)) continue;
      const message = say`\`${spec.plugin?.name ?? ''}\` knows no protocol \`${datasource.protocol}\``;
      yield makeDiagnostic('SL0204', child(datasource.at, 'protocol'), message, {
        help: say`it knows ${listWords(known)}`,
      });
    }
  },
};
