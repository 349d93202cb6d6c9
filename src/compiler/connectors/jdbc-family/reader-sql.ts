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
import type { JdbcFamily } from './jdbc-family.ts';

/**
 * `where` and `customSql` of a reader of FlinkX or ChunJun. Both engines put the text of `where` between
 * conditions of their own with bare ANDs, so it goes in parentheses: `a or b` would else win over the
 * cursor and the split. And both read a `customSql` as `select * from (…)`, taking its columns by position;
 * so with a list of columns it selects exactly those, by name and in the reader's order.
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
  const where = source.where === undefined ? undefined : enclosed(source.where, family);
  if (source.query === undefined) return where === undefined ? {} : { where };
  if (columns === '*') {
    return { customSql: toTemplate(source.query, family.escape), ...(where === undefined ? {} : { where }) };
  }
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
      ...(where === undefined ? [] : [' WHERE ', where]),
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
