import { clearsAll } from '../../../check/clearing-statement.ts';
import { sqlTokens } from '../../flink-state/sql-tokens.ts';

/** Statements by which a table is emptied, as they are written; several in one text, and what comments hide, too. */
export function clearingStatements(texts: readonly string[]): readonly string[] {
  return texts.flatMap((text) => (statementsIn(text).some(isClearing) ? [text] : []));
}

/** Their tokens, of each by itself. */
function statementsIn(text: string): readonly (readonly string[])[] {
  const statements: string[][] = [[]];
  for (const token of sqlTokens(text))
    if (token === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  return statements;
}

function isClearing(tokens: readonly string[]): boolean {
  return clearsAll(tokens.join(' ')) || (/^delete$/i.test(tokens[0] ?? '') && ALWAYS.test(tokens.join(' ')));
}

/** A condition that every row meets. */
const ALWAYS = /\bwhere (?:1 = 1|true)$/i;
