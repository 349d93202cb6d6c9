import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** A parallel read of a table needs a column to split by; without one the engine fails at start or reads alone. */
export const parallelSplit: PipelineRule = {
  name: 'parallel-split',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement' || pipeline.settings.parallelism.source <= 1) return;
    const { source } = pipeline.work;
    const splits = sidesOf(pipeline, context).some(
      (side) => side.role === 'source' && side.spec.fields.includes('splitBy'),
    );
    if (!splits || source.splitBy !== undefined) return;
    yield makeDiagnostic(
      'SL0507',
      child(pipeline.settings.at, 'parallelism'),
      `${pipeline.settings.parallelism.source} parallel reads, and nothing to split them by`,
      {
        notes: ['FlinkX and ChunJun refuse such a job when it starts'],
        help: 'add `splitBy: id` to the source, with a numeric indexed column, or take `parallelism` away',
      },
    );
  },
};
