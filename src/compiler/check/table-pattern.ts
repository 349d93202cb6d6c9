import { say } from '../../message/index.ts';
import { takesTablePattern } from '../connector/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { child } from '../text/index.ts';
import { sidesOf, type PipelineRule } from './rule.ts';

/** Only an engine that looks for the tables itself takes a pattern: to ask the database is no compiler's affair. */
export const tablePattern: PipelineRule = {
  name: 'table-pattern',
  *check(pipeline, context): Iterable<Diagnostic> {
    if (pipeline.work.kind !== 'movement' || pipeline.work.source.tableMatch === undefined) return;
    const source = sidesOf(pipeline, context).find(({ role }) => role === 'source');
    if (source === undefined || !source.spec.fields.includes('table') || takesTablePattern(source.spec)) return;
    const { name } = source.connector;
    yield makeDiagnostic(
      'SL0311',
      child(source.node.at, 'table', 'match'),
      say`connector \`${name}\` takes no pattern of tables on ${pipeline.engine.type}`,
      {
        notes: [say`the engine reads the tables that the job names; which ones match, only the database could say`],
        help: say`list the tables: \`table: [orders_1, orders_2]\` makes one pipeline for each`,
      },
    );
  },
};
