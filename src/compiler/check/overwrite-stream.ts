import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A pipeline without end that empties its target whenever it is started. */
export const overwriteStream: PipelineRule = {
  name: 'overwrite-stream',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.schedule.schedule.kind !== 'continuous') return;
    for (const { node, spec } of sidesOf(pipeline, context)) {
      if (node.kind === 'source' || node.mode !== 'overwrite' || spec.plugin === undefined) continue;
      yield makeDiagnostic(
        'SL0645',
        child(node.at, 'mode'),
        say`\`overwrite\` in a continuous pipeline empties the target at each start`,
        {
          notes: [
            say`what the stream wrote before, and does not read again, is gone after a restart without its state`,
          ],
          help: say`use \`mode: append\``,
        },
      );
    }
  },
};
