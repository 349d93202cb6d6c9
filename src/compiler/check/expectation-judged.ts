import { say, type Message } from '../../message/index.ts';
import { isChained } from '../connector/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { formatColumnType, type ExpectationNode, type PipelineNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** Types of an incremental column whose values are moments. */
const MOMENTS = new Set(['date', 'timestamp', 'timestamptz']);

/** What is expected of a run can be judged by what is known of it when it has ended. */
export const expectationJudged: PipelineRule = {
  name: 'expectation-judged',
  *check(pipeline): Iterable<Diagnostic> {
    const { expectation, work, schedule } = pipeline;
    if (expectation === undefined) return;
    const refuse = (message: Message, help: Message): Diagnostic =>
      makeDiagnostic('SL0664', { ...expectation.at, part: 'key' }, message, { help });
    if (work.kind === 'command') {
      yield refuse(
        say`nothing is known of the rows that a command moves`,
        say`leave \`expect\` out; the command itself can end with another exit code than 0`,
      );
      return;
    }
    if (schedule.schedule.kind === 'continuous') {
      yield refuse(
        say`a stream never ends, and an expectation is judged at the end of a run`,
        say`leave \`expect\` out, or give the pipeline a schedule`,
      );
      return;
    }
    yield* rowsNotCounted(pipeline, expectation);
    yield* ageNotKnown(pipeline, expectation);
  },
};

/** After the end of a job Flink knows exactly what has gone from one vertex to another, and nothing of what is one vertex. */
function* rowsNotCounted({ engine, settings }: PipelineNode, { rows, at }: ExpectationNode): Iterable<Diagnostic> {
  if (rows === undefined || engine.type !== 'flink-sql' || !isChained(settings.options)) return;
  yield makeDiagnostic('SL0664', keyOf(at, 'rows'), say`Flink does not say how many rows a chained job has written`, {
    notes: [say`source and sink are one vertex, and it counts what goes from one vertex to another`],
    help: say`add \`pipeline.operator-chaining: false\` to \`options\` of \`settings\`; the job is a little slower`,
  });
}

function* ageNotKnown({ work }: PipelineNode, { freshnessMs, at }: ExpectationNode): Iterable<Diagnostic> {
  if (freshnessMs === undefined || work.kind !== 'movement') return;
  const { incremental } = work.source;
  const place = keyOf(at, 'freshness');
  if (incremental === undefined)
    yield makeDiagnostic('SL0664', place, say`nothing says how old the rows are`, {
      notes: [say`\`freshness\` is the age of the position, which is a value of the incremental column`],
      help: say`add \`incremental: { column: NAME }\` to the source, with the time of the last change`,
    });
  else if (!MOMENTS.has(incremental.type.name))
    yield makeDiagnostic(
      'SL0664',
      place,
      say`\`${incremental.column}\` is \`${formatColumnType(incremental.type)}\` and says no time`,
      {
        notes: [say`\`freshness\` is the age of the position, which is a value of the incremental column`],
        help: say`read by the time of the last change, or leave \`freshness\` out`,
      },
    );
}
