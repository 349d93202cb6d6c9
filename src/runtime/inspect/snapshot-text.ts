import type { SchemaSnapshot, TableSnapshot } from '../../compiler/index.ts';

/**
 * A snapshot as the text of its file: sorted by table, a line for each column and index, so that a change of the
 * database is a change of as many lines. The same snapshot is always the same text.
 */
export function snapshotText({ datasource, tables }: SchemaSnapshot): string {
  const names = Object.keys(tables).sort();
  const printed = names.flatMap((name) => {
    const table = tables[name];
    return table === undefined ? [] : [`    ${JSON.stringify(name)}: ${tableText(table)}`];
  });
  const all = printed.length === 0 ? '{}' : `{\n${printed.join(',\n')}\n  }`;
  return `{\n  "formatVersion": "1.0",\n  "datasource": ${JSON.stringify(datasource)},\n  "tables": ${all}\n}\n`;
}

function tableText({ columns, primaryKey, indexes }: TableSnapshot): string {
  return [
    '{',
    `      "columns": ${listText(
      columns.map(({ name, type, nullable, hasDefault }) =>
        flat({ name, type, nullable, ...(hasDefault === undefined ? {} : { hasDefault }) }),
      ),
    )},`,
    `      "primaryKey": ${flat(primaryKey)},`,
    `      "indexes": ${listText(indexes.map(({ columns: of, unique }) => flat({ columns: of, unique })))}`,
    '    }',
  ].join('\n');
}

function listText(lines: readonly string[]): string {
  return lines.length === 0 ? '[]' : `[\n${lines.map((line) => `        ${line}`).join(',\n')}\n      ]`;
}

/** On one line, with blanks as formatters put them. */
function flat(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flat).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flat(item)}`);
  return `{ ${members.join(', ')} }`;
}
