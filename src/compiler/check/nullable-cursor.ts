import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';
import { findColumn, knownTable } from './snapshot-table.ts';

/** An incremental column that may be NULL leaves rows behind: no comparison with a cursor is true of them. */
export const nullableCursor: PipelineRule = {
  name: 'nullable-cursor',
  *check({ work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || work.source.incremental === undefined) return;
    const { incremental } = work.source;
    const known = knownTable(work.source);
    const column = known && findColumn(known.table, incremental.column);
    if (known === undefined || column === undefined || !column.nullable) return;
    yield makeDiagnostic(
      'SL0528',
      child(incremental.at, 'column'),
      say`incremental column \`${incremental.column}\` may be NULL in table \`${known.name}\``,
      {
        notes: [
          say`each run reads \`${incremental.column} > cursor\`, which is true of no NULL: after the first run such rows are never read`,
        ],
        help: say`make the column NOT NULL with a default, or read by a column that every row has`,
      },
    );
  },
};
