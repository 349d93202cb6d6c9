import {
  concat,
  cursorBound,
  fromParts,
  holeTemplate,
  partsOf,
  sqlLiteral,
  whenCursor,
  type TextOrTemplate,
  type TextPart,
  type TextTemplate,
} from '../../artefact/index.ts';
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

const AFTER = ' > ';
const UNTIL = ' <= ';

/** A text of a job with the condition of {@link whereClause} on both ends of a range, which two parameters of its run say. */
export function betweenBounds(text: TextTemplate): TextOrTemplate {
  return fromParts(text.$text.flatMap(bothEnds));
}

/** The comparison comes last in the text before the value: what stands there before it is the column. */
function bothEnds(part: TextPart): readonly TextPart[] {
  if (typeof part === 'string' || !('whenCursor' in part)) return [part];
  const [first, ...value] = part.whenCursor;
  const head = typeof first === 'string' ? first : '';
  const begin = head.startsWith('\nWHERE ') ? '\nWHERE ' : ' AND ';
  const comparison = head.slice(begin.length);
  const at = comparison.lastIndexOf(AFTER);
  const upper = comparison.slice(0, at) + UNTIL + comparison.slice(at + AFTER.length);
  return [head, ...ofRun(value, 'after'), ' AND ', upper, ...ofRun(value, 'until')];
}

function ofRun(value: readonly TextPart[], end: 'after' | 'until'): readonly TextPart[] {
  return value.flatMap((part) =>
    typeof part === 'object' && 'hole' in part ? partsOf(cursorBound(end, part.escape)) : [part],
  );
}

/**
 * `column > value` with the value as a literal of the column's type: a comparison with bare text would
 * compare as text. Flink folds the CAST, so the filter still reaches the database.
 */
function afterCursor(incremental: IncrementalNode): TextOrTemplate {
  const literal = sqlLiteral(holeTemplate({ kind: 'cursor' }));
  const column = quoteIdentifier(incremental.column);
  const type = flinkSqlType(incremental.type);
  if (type === undefined || type === 'STRING') return concat(column, AFTER, literal);
  return concat(column, `${AFTER}CAST(`, literal, ` AS ${type})`);
}
