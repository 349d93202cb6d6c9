import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** No plugin runs with more channels than it bears. The reader's number is the job's, which writers look at. */
export const maximumParallelism: PipelineRule = {
  name: 'maximum-parallelism',
  *check(pipeline, context): Iterable<Diagnostic> {
    const { parallelism, at } = pipeline.settings;
    for (const { node, spec } of sidesOf(pipeline, context)) {
      const maximum = spec.plugin?.maximumParallelism;
      const given = node.kind === 'source' ? parallelism.source : Math.max(parallelism.source, parallelism.sink);
      if (maximum === undefined || given <= maximum) continue;
      yield makeDiagnostic(
        'SL0646',
        child(at, 'parallelism'),
        say`\`${spec.plugin?.name ?? ''}\` runs with ${maximum} channel at most`,
        {
          notes: [
            spec.plugin?.endless === true && node.kind === 'source'
              ? say`it follows one log in its order: ${pipeline.engine.type} refuses more channels when the job starts, or each of them reads all changes`
              : say`more is refused when the job starts, or loses rows or reads them twice`,
          ],
          help: say`write \`parallelism: ${maximum}\``,
        },
      );
    }
  },
};
