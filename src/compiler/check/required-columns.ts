import { say } from '../../message/index.ts';
import { listWords, makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';
import { knownTable } from './snapshot-table.ts';

/** A column that takes no NULL and that the database fills by nothing is written. */
export const requiredColumns: PipelineRule = {
  name: 'required-columns',
  *check({ work }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || work.sink.columns === '*') return;
    const { sink } = work;
    const known = knownTable(sink);
    if (known === undefined) return;
    const written = new Set(work.sink.columns.map(({ name }) => name.toLowerCase()));
    const missing = known.table.columns
      .filter(({ name, nullable, hasDefault }) => !nullable && hasDefault === false && !written.has(name.toLowerCase()))
      .map(({ name }) => name);
    if (missing.length === 0) return;
    yield makeDiagnostic(
      'SL0525',
      { ...child(sink.at, 'columns'), part: 'key' },
      say`table \`${known.name}\` needs ${listWords(missing, 'and')}, and nothing writes it`,
      {
        notes: [
          say`such a column is NOT NULL and has no default: the database refuses each new row, or fills in a zero or an empty text where it is not strict`,
        ],
        help: say`add the column to the sink, from a source column or with a constant \`value\``,
      },
    );
  },
};
