import { say } from '../../../message/index.ts';
import { partsOf, toTemplate } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import type { SourceNode } from '../../ir/index.ts';
import type { EmitContext } from '../../targets/index.ts';
import { child } from '../../text/index.ts';
import { isWord, scanSql } from './scan-sql.ts';

/**
 * Reports a `where` that goes on with ORDER BY, LIMIT or GROUP BY where the engine puts conditions of its own
 * behind it: they become part of that clause, or the SQL is wrong. 1.11 appends the cursor, the resume column
 * and the split; 1.16 the split, and its own ORDER BY (`JdbcInputFormat` and `SqlUtil` of both).
 */
export function reportClauses(source: SourceNode, context: EmitContext): void {
  const { settings } = context.pipeline;
  const appends =
    source.incremental !== undefined || settings.resumeColumn !== undefined || settings.parallelism.source > 1;
  if (source.where === undefined || source.query !== undefined || !appends) return;
  const text = partsOf(toTemplate(source.where)).map((part) => (typeof part === 'string' ? part : '\u0000'));
  const clause = scanSql(text.join(''))?.find(
    (token) => token.depth === 0 && isWord(token, 'order', 'group', 'having', 'limit', 'offset', 'fetch'),
  );
  if (clause === undefined) return;
  const word = clause.text.toUpperCase();
  context.report(
    makeDiagnostic(
      'SL0519',
      child(source.at, 'where'),
      say`\`where\` goes on with \`${word}\`, and the engine puts conditions behind it`,
      {
        notes: [say`they become a part of that clause: other rows are read, or the database refuses the SQL`],
        help: say`leave it out, or give the whole SELECT as \`query\``,
      },
    ),
  );
}
