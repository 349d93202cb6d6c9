import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { ColumnType, EngineNode, SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** What becomes of a parallel read without a column to split by. Absent: the engine splits nothing anyway. */
const WITHOUT_SPLIT: Partial<Record<EngineNode['type'], Message>> = {
  flinkx: say`FlinkX refuses such a job when it starts`,
  chunjun: say`ChunJun refuses such a job when it starts`,
  'flink-sql': say`Flink reads such a table in one task, whatever the parallelism`,
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
    if (!splits) return;
    if (source.splitBy !== undefined) {
      yield* notANumber(source, pipeline.engine.type);
      return;
    }
    // ChunJun divides by the incremental column where that is a number (`JdbcSourceFactory`)
    if (pipeline.engine.type === 'chunjun' && source.incremental && isNumber(source.incremental.type)) return;
    yield makeDiagnostic(
      'SL0507',
      child(pipeline.settings.at, 'parallelism'),
      say`${pipeline.settings.parallelism.source} parallel reads, and nothing to split them by`,
      {
        notes: [outcome],
        help: say`add \`splitBy: id\` to the source, with a numeric indexed column, or take \`parallelism\` away`,
      },
    );
  },
};

/** ChunJun asks the database for the smallest and the greatest value, as numbers (1.16 `JdbcInputFormatBuilder`). */
function* notANumber({ splitBy = '', columns, at }: SourceNode, engine: EngineNode['type']): Iterable<Diagnostic> {
  const type = columns === '*' ? undefined : columns.find(({ name }) => name === splitBy)?.type;
  if (engine !== 'chunjun' || type === undefined || isNumber(type)) return;
  yield makeDiagnostic(
    'SL0520',
    child(at, 'splitBy'),
    say`\`${splitBy}\` is no number, and ChunJun splits by numbers alone`,
    {
      notes: [say`ChunJun refuses the job when it starts`],
      help: say`split by a numeric indexed column, or take \`parallelism\` away`,
    },
  );
}

function isNumber({ name }: ColumnType): boolean {
  return /^(?:int|float|decimal)/.test(name);
}
