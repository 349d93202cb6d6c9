import { clearsAll } from '../../check/clearing-statement.ts';
import { sqlTokens } from '../sql-tokens.ts';

/** Those of some texts that empty a table, behind a comment or after another statement too. */
export function clearingStatements(texts: readonly string[]): readonly string[] {
  return texts.filter((text) => statementsIn(text).some(isClearing));
}

/** True of a text that empties this table, by its name without a schema. */
export function clearsTable(text: string, table: string): boolean {
  const name = table.slice(table.lastIndexOf('.') + 1).toLowerCase();
  const clearing = statementsIn(text).filter(isClearing);
  // a name with a run-time value in it is several tokens
  if (name.includes('${')) return clearing.length > 0 && text.toLowerCase().includes(name);
  return clearing.some((tokens) => tokens.some((token) => unquoted(token) === name));
}

/** True of a text that takes rows away, be it all of a table, those of a condition or those of a partition. */
export function takesRowsAway(text: string): boolean {
  return statementsIn(text).some(
    (tokens) =>
      isClearing(tokens) ||
      /^delete$/i.test(tokens[0] ?? '') ||
      /^alter table\b.* (?:drop|truncate) (?:if exists )?partition\b/i.test(tokens.join(' ')),
  );
}

/** The tokens of each statement of a text. */
function statementsIn(text: string): readonly (readonly string[])[] {
  const statements: string[][] = [[]];
  for (const token of sqlTokens(text))
    if (token === ';') statements.push([]);
    else statements.at(-1)?.push(token);
  return statements;
}

function isClearing(tokens: readonly string[]): boolean {
  const text = tokens.join(' ');
  return clearsAll(text) || (/^delete$/i.test(tokens[0] ?? '') && ALWAYS.test(text));
}

/** A condition that every row meets. */
const ALWAYS = /\bwhere (?:\( )?(?:1(?: = 1)?|true)(?: \))?$/i;

function unquoted(token: string): string {
  return token.replaceAll(/^[`"]|[`"]$/g, '').toLowerCase();
}
