import { say, type Message } from '../../message/index.ts';
import { didYouMean, listWords, meantInstead, nearName } from '../diagnostics/index.ts';
import type { ColumnNode, SinkNode, SourceNode } from '../ir/index.ts';
import type { ColumnDefinition, ColumnsDefinition } from '../syntax/index.ts';
import { child, type Location } from '../text/index.ts';
import { joinedColumn, reportCutColumn } from './cut-type.ts';
import { foreignType } from './foreign-type.ts';
import type { Report } from './lower-context.ts';
import { lowerText } from './lower-text.ts';
import { COLUMN_TYPE_WORDS, parseColumnType } from './parse-column-type.ts';

/** Reads a column list as written; `"*"` and no list are `"*"`. */
export function lowerColumns(
  columns: ColumnsDefinition | undefined,
  at: Location,
  parameters: readonly string[],
  report: Report,
): '*' | ColumnNode[] {
  if (columns === undefined || columns === '*') return '*';
  if (columns.length === 1 && columns[0] === '*') return '*';
  const lowered: ColumnNode[] = [];
  for (let index = 0; index < columns.length; index += 1) {
    const written = columns[index] ?? '';
    const joined = joinedColumn(written, columns[index + 1]);
    lowered.push(lowerColumn(joined ?? written, child(at, index), parameters, report));
    if (joined === undefined) continue;
    reportCutColumn(joined, child(at, index), child(at, index + 1), report);
    index += 1;
  }
  return lowered;
}

function lowerColumn(
  written: string | ColumnDefinition,
  at: Location,
  parameters: readonly string[],
  report: Report,
): ColumnNode {
  if (typeof written === 'string') {
    const [, name = written, type] = /^\s*(\S+)\s+(.+?)\s*$/.exec(written) ?? [];
    const end = written.trimEnd().length;
    const typeAt = { ...at, within: { start: end - (type?.length ?? 0), end } };
    return { kind: 'column', name: name.trim(), ...typeOf(type, typeAt, report), at };
  }
  const { name, type, value, ...rest } = written;
  if (name === undefined && rest.index === undefined) {
    report.add('SL0203', { ...at, part: 'key' }, say`a column needs a \`name\``, {
      help: say`add \`name\`, or \`index\` where the source knows its columns by their place`,
    });
  }
  return {
    kind: 'column',
    name: name ?? `c${rest.index ?? ''}`,
    ...(name === undefined ? { unnamed: true } : {}),
    ...typeOf(type, child(at, 'type'), report),
    ...(value === undefined ? {} : { value: lowerText(String(value), child(at, 'value'), 'run', parameters, report) }),
    ...(rest.nativeType === undefined ? {} : { nativeType: rest.nativeType }),
    ...(rest.index === undefined ? {} : { index: rest.index }),
    ...(rest.format === undefined ? {} : { format: rest.format }),
    ...(rest.partition === true ? { partition: true } : {}),
    ...(rest.splitter === undefined ? {} : { splitter: rest.splitter }),
    ...(rest.from === undefined ? {} : { from: rest.from }),
    ...(rest.comment === undefined ? {} : { comment: rest.comment }),
    at,
  };
}

function typeOf(text: string | undefined, at: Location, report: Report): Pick<ColumnNode, 'type'> {
  if (text === undefined) return {};
  const type = parseColumnType(text);
  if (!('problem' in type)) return { type };
  const foreign = type.help === undefined ? foreignType(text) : undefined;
  if (foreign !== undefined) {
    const message = say`write \`${foreign.ours}\``;
    const edits = [{ at, newText: foreign.ours }];
    const confidence = foreign.certain ? 'certain' : 'likely';
    report.add('SL0501', at, type.problem, {
      notes: [say`it is the word of a database; here a type has one name for all of them`],
      help: message,
      suggestions: [{ message, confidence, edits }],
    });
    return {};
  }
  if (report.isFull) return {};
  const [word = ''] = /^[^(\s]*/.exec(text) ?? [];
  const near = nearName(word, COLUMN_TYPE_WORDS);
  const help =
    type.help ??
    (near
      ? say`did you mean \`${near.name}\`?`
      : say`use \`bool\`, \`int8\` to \`int64\`, \`decimal(p,s)\`, \`float32\`, \`float64\`, \`string(n)\`, \`bytes\`, \`date\`, \`time\`, \`timestamp(p)\`, \`timestamptz(p)\` or \`json\`; an engine's own type goes under \`nativeType\``);
  const start = at.within?.start ?? 0;
  const place = { ...at, within: { start, end: start + word.length } };
  report.add('SL0501', at, type.problem, {
    help,
    ...(near === undefined || type.help !== undefined
      ? {}
      : { suggestions: meantInstead(near.name, place, near.certain ? 'certain' : 'likely').suggestions ?? [] }),
  });
  return {};
}

/**
 * Says for every sink column where its value comes from: left out = the source's columns in order;
 * given = by position with equal count; with any `from` = by name. Constants never count.
 */
export function resolveSinkColumns(
  source: Pick<SourceNode, 'columns'>,
  written: '*' | readonly ColumnNode[],
  transformed: boolean,
  at: Location,
  report: Report,
): SinkNode['columns'] {
  const sourceColumns = transformed || source.columns === '*' ? undefined : source.columns;
  if (written === '*') {
    return sourceColumns ? sourceColumns.map((column) => mapped(column, column.name, column)) : '*';
  }
  const byName = sourceColumns === undefined || written.some((column) => column.from !== undefined);
  const fed = written.filter((column) => column.value === undefined);
  if (!byName && fed.length !== sourceColumns.length) {
    report.add(
      'SL0504',
      { ...at, part: 'key' },
      say`the sink has ${countOf(fed)}, the source has ${countOf(sourceColumns)}`,
      {
        notes: [say`columns are matched by position when none says \`from\``],
        help: say`give as many columns as the source has, or say \`from:\` to match by name`,
      },
    );
    return written;
  }
  let position = 0;
  const feeders = new Map((sourceColumns ?? []).toReversed().map((column) => [column.name, column]));
  return written.map((column) => {
    if (column.value !== undefined) return column;
    if (!byName) {
      const feeding = sourceColumns[position++];
      return mapped(column, feeding?.name ?? column.name, feeding);
    }
    const from = column.from ?? column.name;
    const feeding = feeders.get(from);
    if (sourceColumns && !feeding) reportMissing(column, from, sourceColumns, report);
    return mapped(column, from, feeding);
  });
}

function countOf(columns: readonly ColumnNode[]): Message {
  return columns.length === 1 ? say`1 column` : say`${columns.length} columns`;
}

function mapped(column: ColumnNode, from: string, feeding: ColumnNode | undefined): ColumnNode {
  const {
    value: _constant,
    index: _index,
    splitter: _splitter,
    partition: _partition,
    tableType: _t,
    ...kept
  } = column;
  return { ...kept, from, ...(column.type === undefined && feeding?.type !== undefined ? { type: feeding.type } : {}) };
}

function reportMissing(column: ColumnNode, from: string, columns: readonly ColumnNode[], report: Report): void {
  if (report.isFull) return;
  const names = columns.map((candidate) => candidate.name);
  const near = didYouMean(from, names);
  const place = column.from === undefined ? undefined : child(column.at, 'from');
  report.add('SL0503', place ?? column.at, say`the source has no column \`${from}\``, {
    ...(near === undefined
      ? {
          help: say`the source has ${names.length > 12 ? say`${listWords(names.slice(0, 12), 'and')} and more` : listWords(names, 'and')}`,
        }
      : place === undefined
        ? { help: say`did you mean \`${near}\`?` }
        : meantInstead(near, place)),
  });
}
