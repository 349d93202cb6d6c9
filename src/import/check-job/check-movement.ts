import { type Message, say } from '../../message/index.ts';
import { listWords } from '../../compiler/diagnostics/index.ts';
import { memberOf, type JsonNode } from '../json/index.ts';
import { findColumn, type JobColumns } from './check-columns.ts';
import { isTrue, readerChannels } from './check-setting.ts';
import { keyPlace, type JobReport } from './job-report.ts';
import type { CheckedSide } from './job-side.ts';
import { carriedMember, hasPlaceholder, type Parameters } from './parameter-finder.ts';

/** Channels, splitting and incremental reading of a reader. */
export function checkReader(report: JobReport, reader: CheckedSide, setting: JsonNode | undefined): void {
  const { known, parameter } = reader;
  if (known === undefined) return;
  const channels = readerChannels(report, setting);
  const channel = memberOf(memberOf(setting, 'speed')?.value, 'channel') ?? reader.member;
  const { maximumParallelism, parameters, jdbc, name } = known.plugin;
  if (maximumParallelism !== undefined && channels > maximumParallelism)
    report.add('SL0916', channel.value, say`\`${name}\` runs with ${maximumParallelism} channel at most`);
  const splits = Object.values(parameters).some(({ carries }) => carries === 'splitBy');
  const split = carriedMember(parameters, parameter, 'splitBy')?.member.value;
  if (
    jdbc !== undefined &&
    splits &&
    channels > 1 &&
    (split === undefined || (split.kind === 'string' && split.value === ''))
  )
    report.add(
      'SL0916',
      channel.value,
      say`${channels} channels need \`splitPk\` in the reader; ${report.engineName} does not start the job`,
      {
        help: say`add \`splitPk\`, the name of a numeric column, or use one channel`,
      },
    );
  checkTable(report, reader);
  if (jdbc !== undefined && report.engine === 'chunjun' && reader.columns) reportTwins(report, reader.columns);
  checkIncremental(report, reader);
}

/** A JDBC reader has a table, or a query of its own. */
function checkTable(report: JobReport, { known, parameter, member }: CheckedSide): void {
  const parameters = known?.plugin.jdbc === undefined ? {} : known.plugin.parameters;
  const takes = (field: 'table' | 'query'): boolean => carriers(parameters, field).length > 0;
  if (!takes('table') || !takes('query')) return;
  if (carriedMember(parameters, parameter, 'table') ?? carriedMember(parameters, parameter, 'query')) return;
  const place = memberOf(parameter, 'connection')?.value ?? keyPlace(member);
  report.add('SL0908', place, say`\`reader.parameter\` has neither a table nor a query`, {
    help: say`add ${listWords([...carriers(parameters, 'table'), ...carriers(parameters, 'query')])}`,
  });
}

/** The keys that carry a common field, those inside others as `connection.table`. */
function carriers(parameters: Parameters, field: 'table' | 'query'): string[] {
  return Object.entries(parameters).flatMap(([key, { carries, members = {} }]) =>
    carries === field ? [key] : carriers(members, field).map((inner) => `${key}.${inner}`),
  );
}

const TEXT_TYPE = /char|text|clob|string/i;
const INTEGER_TYPE = /^(?:tiny|small|medium|big)?int|^integer|^number$|^long$/i;

function checkIncremental(report: JobReport, { known, parameter, columns }: CheckedSide): void {
  if (known === undefined) return;
  const { parameters } = known.plugin;
  const member = carriedMember(parameters, parameter, 'incremental.column')?.member;
  if (member === undefined || member.value.kind === 'list' || hasPlaceholder(member.value)) return;
  const { value } = member;
  const name = value.kind === 'string' ? value.value : value.kind === 'number' ? value.text : '';
  if (name === '') return;
  const { engineName } = report;
  if (
    report.engine === 'chunjun' &&
    isTrue(report, memberOf(parameter, 'polling')?.value) &&
    isTrue(report, memberOf(parameter, 'useMaxFunc')?.value)
  ) {
    const useMaxFunc = memberOf(parameter, 'useMaxFunc');
    if (useMaxFunc)
      report.add('SL0916', useMaxFunc.value, say`${engineName} refuses \`useMaxFunc\` beside \`polling\``);
  }
  if (columns?.explicit !== true) return;
  const column = findColumn(columns, name);
  if (column === undefined) {
    report.add('SL0914', value, say`\`${member.key}\` names \`${name}\`, which is none of the reader's columns`, {
      help: say`add the column, with its type`,
    });
    return;
  }
  if (column.type === undefined) {
    if (known.plugin.jdbc)
      report.add('SL0914', column.node, say`${engineName} needs the type of \`${name}\`, the incremental column`, {
        help: say`write \`{ "name": "${name}", "type": "..." }\``,
      });
    return;
  }
  if (TEXT_TYPE.test(column.type))
    report.add(
      'SL0914',
      value,
      say`\`${name}\` is ${column.type}; only whole numbers and times can be read incrementally`,
    );
  checkStart(report, carriedMember(parameters, parameter, 'incremental.start')?.member.value, column.type);
}

function checkStart(report: JobReport, start: JsonNode | undefined, type: string): void {
  if (start?.kind !== 'string' || start.value === '' || hasPlaceholder(start) || !INTEGER_TYPE.test(type)) return;
  const negative = report.engine === 'chunjun' ? '' : '-?';
  if (start.value.split(',').every((each) => new RegExp(`^${negative}\\d+$`).test(each.trim()))) return;
  report.add(
    'SL0907',
    start,
    say`\`startLocation\` of a column of whole numbers is no number that ${report.engineName} takes`,
    {
      help: say`write the last value that was read as text, or ""`,
    },
  );
}

/** Writers that take the columns of a row by their places. */
const BY_PLACE = /^(?:hdfs|hive|hive3|ftp)(?:writer|sink)$/;

/** The counts of both lists, where both say what moves. */
export function checkCounts(report: JobReport, reader: CheckedSide, writer: CheckedSide): void {
  const [from, to] = [reader.columns, writer.columns];
  if (from?.explicit !== true || to?.explicit !== true || reader.known?.plugin.endless === true) return;
  const plugin = writer.known?.plugin;
  if (plugin === undefined || (plugin.jdbc === undefined && !BY_PLACE.test(plugin.name))) return;
  const [read = 0, written = 0] = [from, to].map(
    ({ columns }) => columns.filter(({ node }) => node.kind !== 'null').length,
  );
  if (read !== written) {
    const message = say`the reader gives ${count(read)}, the writer takes ${count(written)}; they are matched by their places`;
    report.add('SL0913', to.node, message, { labels: [{ at: report.at(from.node), message: count(read) }] });
  } else if (plugin.jdbc !== undefined) reportTwins(report, to);
}

const count = (columns: number): Message => (columns === 1 ? say`1 column` : say`${columns} columns`);

function reportTwins(report: JobReport, { columns }: JobColumns): void {
  const seen = new Set<string>();
  for (const { name, node } of columns) {
    if (name === undefined) continue;
    if (seen.has(name)) report.add('SL0913', node, say`the column \`${name}\` is there twice`);
    seen.add(name);
  }
}
