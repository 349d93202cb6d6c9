import { concat, holeTemplate, sqlLiteral, whenCursor, type TextOrTemplate } from '../../artefact/index.ts';
import type { IncrementalNode, SourceNode } from '../../ir/index.ts';
import { flinkSqlType } from './column-type.ts';
import { embeddedSql } from './embedded-sql.ts';
import { quoteIdentifier } from './identifier.ts';

/**
 * ` WHERE …` of a source, or nothing: the author's `where` and, in a run that has a cursor, the rows
 * after it.
 */
export function whereClause(source: SourceNode): TextOrTemplate {
  const where = source.where === undefined ? '' : embeddedSql(source.where);
  const after = source.incremental === undefined ? undefined : afterCursor(source.incremental);
  if (where === '') return after === undefined ? '' : whenCursor(concat('\nWHERE ', after));
  const own = concat('\nWHERE (', where, ')');
  return after === undefined ? own : concat(own, whenCursor(concat(' AND ', after)));
}

/**
 * `column > value` with the value as a literal of the column's type: a comparison with bare text would
 * compare as text. Flink folds the CAST, so the filter still reaches the database.
 */
function afterCursor(incremental: IncrementalNode): TextOrTemplate {
  const literal = sqlLiteral(holeTemplate({ kind: 'cursor' }));
  const column = quoteIdentifier(incremental.column);
  const type = flinkSqlType(incremental.type);
  if (type === undefined || type === 'STRING') return concat(column, ' > ', literal);
  return concat(column, ' > CAST(', literal, ` AS ${type})`);
}
