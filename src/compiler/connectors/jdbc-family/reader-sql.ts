import {
  concat,
  escapeValue,
  fromParts,
  join,
  partsOf,
  toTemplate,
  type Template,
  type TextOrTemplate,
} from '../../artefact/index.ts';
import type { ColumnNode, SourceNode } from '../../ir/index.ts';
import type { Text } from '../../../time/index.ts';
import { isBareCondition, selectedNames } from './bare-sql.ts';
import type { JdbcFamily } from './jdbc-database.ts';

/**
 * `where` and `customSql` of a reader of FlinkX or ChunJun. Both engines put the text of `where` between
 * conditions of their own with bare ANDs, so what might not stand there goes in parentheses: `a or b`
 * would else win over the cursor and the split. And both read a `customSql` as `select * from (…)`, taking
 * its columns by position; so with a list of columns it selects exactly those, by name and in the reader's
 * order, unless it is plain to see that it does.
 *
 * @param constants Whether a constant must be among the selected columns: FlinkX 1.11 counts them there,
 *   ChunJun puts them in itself.
 */
export function readerSql(
  source: SourceNode,
  columns: '*' | readonly ColumnNode[],
  family: JdbcFamily,
  constants: boolean,
): Readonly<Record<string, Template>> {
  const where = source.where === undefined ? undefined : condition(source.where, family);
  if (source.query === undefined) return where === undefined ? {} : { where };
  if (columns === '*') {
    return { customSql: toTemplate(source.query, family.escape), ...(where === undefined ? {} : { where }) };
  }
  if (where === undefined && selectsExactly(source.query, columns))
    return { customSql: toTemplate(source.query, family.escape) };
  const read = columns.filter((column) => constants || column.value === undefined);
  const selected = read.map(({ name, value }) =>
    value === undefined
      ? family.quoteName(name)
      : concat(literal(toTemplate(value), family), ` AS ${family.quoteName(name)}`),
  );
  return {
    customSql: concat(
      'SELECT ',
      join(selected, ', '),
      ' FROM ',
      enclosed(source.query, family),
      ' source',
      ...(where === undefined ? [] : [' WHERE ', enclosed(source.where ?? '', family)]),
    ),
  };
}

/**
 * The columns with constants that survive between double quotes: FlinkX 1.11 selects `"value" as name`
 * without a look at the value. Run-time values cannot hold a quote or a backslash unless their pattern says so.
 */
export function quotableConstants(columns: '*' | readonly ColumnNode[]): '*' | readonly ColumnNode[] {
  if (columns === '*') return columns;
  const escaped = (text: string): string => text.replaceAll(/["\\]/g, '\\$&');
  return columns.map((column) => {
    const { value } = column;
    if (value === undefined) return column;
    if (typeof value === 'string') return { ...column, value: escaped(value) };
    return {
      ...column,
      value: { ...value, parts: value.parts.map((part) => (typeof part === 'string' ? escaped(part) : part)) },
    };
  });
}

/** Stands for a run-time value while the text around it is looked at; nobody writes it. */
const HOLE = '\u0000';

/** A condition as it is written, or in parentheses where it could get between the engine's own. */
function condition(text: Text, family: JdbcFamily): TextOrTemplate {
  const template = toTemplate(text, family.escape);
  const seen = partsOf(template).map((part) => (typeof part === 'string' ? part : HOLE));
  return isBareCondition(seen.join('')) ? template : enclosed(text, family);
}

/** True of a query that gives these columns by their names, in this order, and no other. */
function selectsExactly(query: Text, columns: readonly ColumnNode[]): boolean {
  if (typeof query !== 'string' || columns.some(({ value }) => value !== undefined)) return false;
  const names = selectedNames(query);
  return names?.length === columns.length && columns.every(({ name }, index) => names[index] === name);
}

/** An author's SQL in parentheses, without the semicolon at its end; a comment there ends with its line. */
function enclosed(text: Text, { escape }: JdbcFamily): TextOrTemplate {
  const parts = [...partsOf(toTemplate(text, escape))];
  const last = parts.at(-1);
  if (typeof last === 'string') parts[parts.length - 1] = last.replace(/[\s;]+$/, '');
  const hasComment = parts.some((part) => typeof part === 'string' && /--|#/.test(part));
  return concat('(', fromParts(parts), hasComment ? '\n)' : ')');
}

function literal(text: TextOrTemplate, { escape }: JdbcFamily): TextOrTemplate {
  const parts = partsOf(text).map((part) => {
    if (typeof part === 'string') return escapeValue(part, escape);
    return 'hole' in part ? { ...part, escape } : part;
  });
  return fromParts(["'", ...parts, "'"]);
}
