import { say } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import type { MovementNode } from '../ir/index.ts';
import { keyOf } from '../text/index.ts';
import type { PipelineRule } from './rule.ts';

/** A fire that is made up for loads rows of its own: without a period, a cursor or a partition it appends all of them again. */
export const repeatedLoad: PipelineRule = {
  name: 'repeated-load',
  *check({ work, schedule }): Iterable<Diagnostic> {
    if (work.kind !== 'movement' || schedule.misfire.policy !== 'catch-up') return;
    if (!['cron', 'every'].includes(schedule.schedule.kind)) return;
    const { source, sink } = work;
    if (sink.mode !== 'append' || sink.partition !== undefined || sink.preSql.length > 0) return;
    if (source.incremental !== undefined || dependsOnTheFire(work)) return;
    yield makeDiagnostic(
      'SL0535',
      keyOf(schedule.at, 'misfire'),
      say`each fire that \`catch-up\` makes up for appends all rows once more`,
      {
        notes: [
          say`nothing here differs from one fire to the next, so that after three missed fires the rows are there three times more`,
        ],
        help: say`choose the rows of each fire, as in \`where: "day = '\${bizdate:yyyy-MM-dd}'"\`, or use \`misfire: fire-once\``,
      },
    );
  },
};

/** True where a value of the run stands in what is read or where it goes. */
function dependsOnTheFire({ source, sink, transform }: MovementNode): boolean {
  const texts = [
    source.where,
    source.query,
    source.path,
    ...(source.otherPaths ?? []),
    ...source.tables,
    transform?.sql,
    sink.table,
    sink.path,
  ];
  return [...texts, source.options, sink.options, sink.columns, source.columns].some(holdsTime);
}

function holdsTime(value: unknown): boolean {
  if (typeof value !== 'object' || value === null) return false;
  if ('kind' in value && value.kind === 'time') return true;
  return Object.values(value).some(holdsTime);
}
