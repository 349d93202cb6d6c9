import { child, makeDiagnostic, type Diagnostic, type Location } from '../compiler/index.ts';
import { say, type Message } from '../message/index.ts';
import type { RehearsalEnd } from '../runtime/index.ts';
import type { RunSetting } from './judge-run.ts';
import type { Movement } from './movement.ts';
import { placeInPipeline } from './pipeline-place.ts';
import { engineWords } from './show-value.ts';

/** SQL of another database that SQLite has no word for is no fault of the pipeline. */
const NOT_ITS_DIALECT =
  /syntax error|unrecognized token|no such function|no such table|wrong number of arguments|near "/i;
const NO_COLUMN = /no such column: "?([^"\s]+)/i;

/** Why a run failed: a column that the rows lack, SQL of another dialect, or the pipeline itself. */
export function runFailure(setting: RunSetting, movement: Movement, end: RehearsalEnd): Diagnostic {
  const { test, definition, engineType } = setting;
  const message = end.reason?.message ?? end.state;
  const failed = (at: Location): Diagnostic =>
    makeDiagnostic(
      'SL1108',
      child(test.at, 'name'),
      say`the run of case \`${test.name}\` failed: ${engineWords(message)}`,
      {
        labels: [{ at, message: say`the pipeline` }],
        ...(end.reason?.help === undefined ? {} : { help: say`${asClause(end.reason.help)}` }),
      },
    );
  const part = partAtFault(movement, message);
  if (part === undefined) return failed(placeInPipeline(definition, undefined));
  const place = placeInPipeline(definition, part);
  const column = NO_COLUMN.exec(message)?.[1];
  if (column !== undefined && (part === 'where' || part === 'query'))
    return makeDiagnostic(
      'SL1106',
      child(test.at, 'source'),
      say`\`${part}\` needs the column \`${column}\`, which no row has`,
      {
        labels: [{ at: place, message: say`\`${part}\` of the pipeline` }],
        help: say`give it in the rows of the source`,
      },
    );
  if (engineType === 'local' || !NOT_ITS_DIALECT.test(message)) return failed(place);
  return makeDiagnostic(
    'SL1109',
    child(test.at, 'name'),
    say`case \`${test.name}\` cannot judge \`${part}\`: ${engineWords(message)}`,
    {
      labels: [{ at: place, message: say`written for \`${engineType}\`` }],
      notes: [
        part === 'sql'
          ? say`rows are moved by the local engine: the SQL of \`transform\` is read by DuckDB`
          : say`rows are moved by the local engine: \`${part}\` is read by SQLite`,
      ],
      help: leaveOutHelp(part),
    },
  );
}

function leaveOutHelp(part: SqlPart): Message {
  switch (part) {
    case 'where':
      return say`give the rows as they are behind the \`where\`, and add \`leaveOut: [where]\``;
    case 'preSql':
    case 'postSql':
      return say`add \`leaveOut: [${part}]\`, and give \`sink.rows\` as they are then`;
    default:
      return say`expect its text under \`job\` or \`sql\` in place of rows`;
  }
}

type SqlPart = 'where' | 'query' | 'preSql' | 'postSql' | 'sql';

/** The SQL that the words of an engine's error come from: it says whether it read, transformed or wrote. */
function partAtFault({ source, sink }: Movement, message: string): SqlPart | undefined {
  if (message.startsWith('the SQL of the transform')) return 'sql';
  if (message.startsWith('postSql failed')) return 'postSql';
  if (message.startsWith('cannot write') && sink.preSql.length > 0) return 'preSql';
  if (!message.startsWith('cannot read')) return undefined;
  return source.query === undefined ? (source.where === undefined ? undefined : 'where') : 'query';
}

/** Error texts of the runtime are sentences. */
function asClause(help: string): string {
  return `${help.slice(0, 1).toLowerCase()}${help.slice(1)}`.replace(/\.$/, '');
}
