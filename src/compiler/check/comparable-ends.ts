import { say, type Message } from '../../message/index.ts';
import { makeDiagnostic, type Diagnostic } from '../diagnostics/index.ts';
import { formatColumnType, sinkColumnOf, type ColumnType, type MovementNode, type SameRowsNode } from '../ir/index.ts';
import { child, type Location } from '../text/index.ts';
import { clearsAll } from './clearing-statement.ts';
import type { PipelineRule, RuleContext } from './rule.ts';

/** Source and sink can be asked for the rows of a run, and what they say has to be the same where nothing is amiss. */
export const comparableEnds: PipelineRule = {
  name: 'comparable-ends',
  *check({ expectation, work, schedule }, context): Iterable<Diagnostic> {
    const sameRows = expectation?.sameRows;
    // of a stream and of a command nothing can be expected at all
    if (sameRows === undefined || work.kind !== 'movement' || schedule.schedule.kind === 'continuous') return;
    const found = notAskable(work, context) ?? notTheSame(work, sameRows);
    if (found !== undefined) {
      const { message, help, notes = [] } = found;
      yield makeDiagnostic('SL0664', { ...sameRows.at, part: 'key' }, message, { help, notes });
      return;
    }
    yield* boundNotComparable(work, sameRows, context);
    yield* sumsNotComparable(work, sameRows, context);
  },
};

const COUNTED_BY_ENGINE = say`leave \`sameRows\` out; \`rows: { min: 1 }\` holds a run to what its engine has counted`;

interface Finding {
  readonly message: Message;
  readonly help: Message;
  readonly notes?: readonly Message[];
}

function notAskable({ source, sink, transform }: MovementNode, { spec }: RuleContext): Finding | undefined {
  for (const { connector, datasource } of [source, sink])
    if (spec(connector)?.comparable === undefined || datasource === undefined || datasource.shards !== undefined)
      return {
        message: say`Sluice cannot count the rows of \`${connector}\``,
        notes: [say`it asks both ends itself when a run has ended, and knows how to ask MySQL, MariaDB and SQLite`],
        help: COUNTED_BY_ENGINE,
      };
  for (const { connector, datasource } of [source, sink]) {
    const url = typeof datasource?.url === 'string' ? datasource.url : undefined;
    const key = spec(connector)?.comparable?.encryptedBy?.({ properties: datasource?.properties ?? {}, url });
    if (datasource !== undefined && key !== undefined)
      return {
        message: say`\`${key}\` of datasource \`${datasource.name}\` wants an encrypted connection, and Sluice counts rows over one that is not`,
        notes: [
          say`it asks both ends itself when a run has ended, and others on the way could read what is asked and answered`,
        ],
        help: COUNTED_BY_ENGINE,
      };
  }
  if (transform !== undefined)
    return {
      message: say`the rows of the sink are not those of the source, but what \`transform\` makes of them`,
      help: say`leave \`sameRows\` out, or write the SQL as the \`query\` of the source`,
    };
  if (source.query === undefined && (source.tables.length !== 1 || source.tableMatch !== undefined))
    return {
      message: say`the source has several tables, and one is compared with one`,
      help: say`give each table a pipeline of its own, or leave \`sameRows\` out`,
    };
  return undefined;
}

/** Where the sink holds more than what a run has read, nothing says which of its rows are those. */
function notTheSame({ source, sink }: MovementNode, { sinkWhere }: SameRowsNode): Finding | undefined {
  if (sinkWhere !== undefined) return undefined;
  const help = say`add \`sinkWhere: "…"\`, a condition that the rows of the run meet in the sink`;
  const isOfTime = [source.where, source.query, ...source.tables].some(isFilledIn) && !isFilledIn(sink.table);
  if (isOfTime)
    return { message: say`each run reads other rows, and nothing says which rows of the sink are those`, help };
  const isEmptied = sink.mode !== 'append' || sink.preSql.some(clearsAll);
  if (source.incremental === undefined && !isEmptied)
    return {
      message: say`the sink keeps the rows of earlier runs, and nothing says which are those of this one`,
      help: say`use \`mode: upsert\` with a key or \`mode: overwrite\`, or add \`sinkWhere: "…"\``,
    };
  return undefined;
}

function isFilledIn(text: unknown): boolean {
  return text !== undefined && typeof text !== 'string';
}

/** The rows of a run are those in its range of the incremental column, at both ends. */
function* boundNotComparable(
  { source, sink }: MovementNode,
  { at }: SameRowsNode,
  { spec }: RuleContext,
): Iterable<Diagnostic> {
  const { incremental } = source;
  if (incremental === undefined) return;
  const { column, type } = incremental;
  const place: Location = { ...at, part: 'key' };
  if (!isWritten({ source, sink }, column)) {
    yield makeDiagnostic('SL0664', place, say`\`${column}\` is not written to the sink`, {
      notes: [say`the rows of a run are those in its range of the incremental column, at both ends`],
      help: say`add \`${column}\` to the columns`,
    });
    return;
  }
  if (![source, sink].every(({ connector }) => spec(connector)?.comparable?.bounds.includes(type.name)))
    yield makeDiagnostic(
      'SL0664',
      place,
      say`a range of \`${column}\`, which is \`${formatColumnType(type)}\`, is not the same rows in both databases`,
      {
        notes: [say`there are no times in SQLite, and databases order texts each in its own way`],
        help: say`read by a whole number that only grows, or leave \`sameRows\` out`,
      },
    );
}

function* sumsNotComparable(
  work: MovementNode,
  { at, sums, tolerance }: SameRowsNode,
  { spec }: RuleContext,
): Iterable<Diagnostic> {
  if (sums.length > 0 && tolerance > 0)
    yield makeDiagnostic('SL0664', child(at, 'tolerance'), say`rows that may be missing are missing in the sums too`, {
      help: say`leave \`sums\` or \`tolerance\` out`,
    });
  for (const [index, name] of sums.entries()) {
    const place = child(at, 'sums', index);
    const type = typeOf(work, name);
    if (!isWritten(work, name))
      yield makeDiagnostic('SL0664', place, say`no column \`${name}\` goes from the source to the sink`, {
        help: say`name columns of the source that are written`,
      });
    else if (type === undefined)
      yield makeDiagnostic('SL0664', place, say`nothing says the type of \`${name}\``, {
        help: say`list the columns of the source with their types`,
      });
    else if (![work.source, work.sink].every((end) => spec(end.connector)?.comparable?.sums.includes(type.name)))
      yield makeDiagnostic(
        'SL0664',
        place,
        say`\`${name}\` is \`${formatColumnType(type)}\`, and has no sum that both databases tell exactly`,
        { help: say`name columns of whole numbers; between MySQL and MariaDB also of decimals` },
      );
  }
}

function isWritten({ source, sink }: Pick<MovementNode, 'source' | 'sink'>, name: string): boolean {
  const isRead =
    source.columns === '*' || source.columns.some((column) => column.name === name && column.value === undefined);
  return isRead && sinkColumnOf(sink, name) !== undefined;
}

function typeOf({ source }: MovementNode, name: string): ColumnType | undefined {
  if (source.columns === '*') return undefined;
  const column = source.columns.find((each) => each.name === name);
  return column?.type ?? column?.tableType;
}
