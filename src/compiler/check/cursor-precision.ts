import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { formatColumnType, type ColumnType, type SourceNode } from '../ir/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';
import { typeInTable } from './snapshot-table.ts';

/** What a cursor of FlinkX and ChunJun keeps of a time: `Timestamp.getTime()` (1.11 `JdbcInputFormat`, 1.16 `TimestampTypeUtil`). */
const MILLISECOND_DIGITS = 3;

/** Databases in which a timestamp without a precision has six digits; in MySQL it has none. */
const SIX_BY_DEFAULT = new Set(['postgresql', 'greenplum', 'opengauss', 'kingbase', 'oracle', 'dm']);

/** The position that the engine keeps is as fine as the values of the column, or an upsert bears rows that come again. */
export const cursorPrecision: PipelineRule = {
  name: 'cursor-precision',
  *check({ engine, work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || (engine.type !== 'flinkx' && engine.type !== 'chunjun')) return;
    const { source, sink } = work;
    const { incremental } = source;
    if (incremental === undefined || sink.mode !== 'append') return;
    const type = fineType(source, incremental.column, incremental.type);
    if (type === undefined) return;
    yield makeDiagnostic(
      'SL0527',
      child(incremental.at, 'column'),
      say`the cursor keeps milliseconds of \`${incremental.column}\`, which is \`${formatColumnType(type)}\``,
      {
        notes: [
          say`${engine.type} cuts the position down to a millisecond and reads what is greater: the last rows come again in each run, and \`append\` writes them again`,
        ],
        help: say`use \`mode: upsert\` with a key, or read by a whole number that grows with each row`,
      },
    );
  },
};

/** The column's type where it is known to have more digits of a second than the cursor. */
function fineType(source: SourceNode, column: string, declared: ColumnType): ColumnType | undefined {
  const known = typeInTable(source, column)?.type;
  const type = known ?? declared;
  if (type.name !== 'timestamp' && type.name !== 'timestamptz') return undefined;
  // a declared `timestamp` without a precision reads as 6, whatever the table has
  const isGuess = known === undefined && type.precision === 6 && !SIX_BY_DEFAULT.has(source.datasource?.type ?? '');
  return !isGuess && type.precision > MILLISECOND_DIGITS ? type : undefined;
}
