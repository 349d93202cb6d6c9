import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { EngineNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** What becomes of a parallel read without a column to split by. Absent: the engine splits nothing anyway. */
const WITHOUT_SPLIT: Partial<Record<EngineNode['type'], string>> = {
  flinkx: 'FlinkX refuses such a job when it starts',
  chunjun: 'ChunJun refuses such a job when it starts',
  'flink-sql': 'Flink reads such a table in one task, whatever the parallelism',
};

/** A parallel read of a table needs a column to split by. */
export const parallelSplit: PipelineRule = {
  name: 'parallel-split',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement' || pipeline.settings.parallelism.source <= 1) return;
    const outcome = WITHOUT_SPLIT[pipeline.engine.type];
    if (outcome === undefined) return;
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
        notes: [outcome],
        help: 'add `splitBy: id` to the source, with a numeric indexed column, or take `parallelism` away',
      },
    );
  },
};
