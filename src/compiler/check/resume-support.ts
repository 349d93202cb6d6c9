import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A failed batch is taken up again only where both plugins keep their place. */
export const resumeSupport: PipelineRule = {
  name: 'resume-support',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.settings.resumeColumn === undefined) return;
    const side = sidesOf(pipeline, context).find(({ spec }) => spec.plugin?.restores === false);
    if (side === undefined) return;
    yield makeDiagnostic(
      'SL0609',
      child(pipeline.settings.at, 'resume'),
      say`\`${side.spec.plugin?.name ?? side.connector.name}\` cannot take up a failed run where it ended`,
      {
        notes: [say`it refuses to start, or begins anew and rows come twice`],
        help: say`leave \`resume\` out; a new attempt reads everything again`,
      },
    );
  },
};
