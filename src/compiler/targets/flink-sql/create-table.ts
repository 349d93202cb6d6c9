import { concat, join, sqlLiteral, type TextOrTemplate } from '../../artefact/index.ts';
import { asText, type TemplateMap } from '../option-templates.ts';
import type { FlinkSqlTable } from './format.ts';
import { quoteIdentifier } from './identifier.ts';

/** CREATE TEMPORARY TABLE for one side of the job: it lives in the session and vanishes with it. */
export function createTable(name: string, table: FlinkSqlTable): TextOrTemplate {
  const lines = table.columns.map((column) => `  ${quoteIdentifier(column.name)} ${column.type}`);
  if (table.primaryKey.length > 0) {
    lines.push(`  PRIMARY KEY (${table.primaryKey.map(quoteIdentifier).join(', ')}) NOT ENFORCED`);
  }
  const options = Object.entries(table.options).map(([key, value]) =>
    concat('  ', sqlLiteral(key), ' = ', sqlLiteral(optionText(key, value))),
  );
  return concat(
    `CREATE TEMPORARY TABLE ${quoteIdentifier(name)} (\n${lines.join(',\n')}\n) WITH (\n`,
    join(options, ',\n'),
    '\n)',
  );
}

/** Every WITH option is text in Flink; a list or an object has no place there. */
function optionText(key: string, value: TemplateMap[string]): TextOrTemplate {
  const text = asText(value);
  if (typeof text === 'string') return text;
  if (typeof text === 'object' && text !== null && '$text' in text) return text as TextOrTemplate;
  throw new Error(`option ${key} of a Flink SQL table is not a text`);
}
