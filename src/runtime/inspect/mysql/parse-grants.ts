import type { Grant, Grants } from './grants.ts';

/** Names in any quotes, words, and single marks. */
const TOKEN = /`(?:[^`]|``)*`|"(?:[^"]|"")*"|'(?:[^'\\]|''|\\[\s\S])*'|[A-Za-z_][\w$]*|\S/g;

/** What may stand in front of a name that is no table: rights on programs move no rows. */
const PROGRAMS = new Set(['FUNCTION', 'PROCEDURE', 'PACKAGE']);

/**
 * Reads the lines of `SHOW GRANTS` of MySQL 5.7 and 8 and MariaDB 10 and 11. Lines that say nothing of tables
 * (programs, proxies, default roles) are left out; a password's hash, which old servers print, is not kept.
 */
export function parseGrants(lines: readonly string[]): Grants {
  const given: Grant[] = [];
  const taken: Grant[] = [];
  const roles: string[] = [];
  for (const line of lines) {
    const tokens = line.match(TOKEN) ?? [];
    const verb = tokens[0]?.toUpperCase();
    if (verb !== 'GRANT' && verb !== 'REVOKE') continue;
    const on = indexOfWord(tokens, 'ON');
    const to = indexOfWord(tokens, verb === 'GRANT' ? 'TO' : 'FROM');
    if (on < 0 || (to >= 0 && to < on)) {
      if (verb === 'GRANT') roles.push(...rolesIn(tokens.slice(1, to < 0 ? undefined : to)));
      continue;
    }
    const scope = scopeOf(tokens.slice(on + 1, to < 0 ? undefined : to));
    if (scope !== undefined)
      (verb === 'GRANT' ? given : taken).push({ ...privilegesIn(tokens.slice(1, on)), ...scope });
  }
  return { given, taken, roles };
}

/** The first such word that is no quoted name and stands outside of parentheses. */
function indexOfWord(tokens: readonly string[], word: string): number {
  let depth = 0;
  return tokens.findIndex((token) => {
    if (token === '(') depth += 1;
    if (token === ')') depth -= 1;
    return depth === 0 && token.toUpperCase() === word;
  });
}

function privilegesIn(tokens: readonly string[]): Pick<Grant, 'privileges' | 'columns'> {
  const privileges = new Set<string>();
  const columns = new Map<string, readonly string[]>();
  let words: string[] = [];
  let inside: string[] | undefined;
  const end = (): void => {
    if (words.length > 0 && inside === undefined) privileges.add(words.join(' '));
    if (words.length > 0 && inside !== undefined) columns.set(words.join(' '), inside);
    words = [];
    inside = undefined;
  };
  let depth = 0;
  for (const token of tokens) {
    if (token === '(') {
      depth += 1;
      inside ??= [];
    } else if (token === ')') depth -= 1;
    else if (token === ',') {
      if (depth === 0) end();
    } else if (depth > 0) inside?.push(unquoted(token).toLowerCase());
    else words.push(token.toUpperCase());
  }
  end();
  return { privileges, columns };
}

/** `*.*`, `` `db`.* ``, `` `db`.`table` ``; undefined for what is no place of tables. */
function scopeOf(tokens: readonly string[]): Pick<Grant, 'database' | 'table'> | undefined {
  const [first = '', ...rest] = tokens;
  if (PROGRAMS.has(first.toUpperCase()) && rest[0] !== '.') return undefined;
  const [database, dot, table] = first.toUpperCase() === 'TABLE' && rest[0] !== '.' ? rest : tokens;
  if (database === undefined || dot !== '.' || table === undefined) return undefined;
  if (database === '*') return {};
  return { database: unquoted(database), ...(table === '*' ? {} : { table: unquoted(table) }) };
}

/** `` `reader`@`%` `` of MySQL, `` `reader` `` of MariaDB: the names alone. */
function rolesIn(tokens: readonly string[]): readonly string[] {
  const names: string[] = [];
  for (const [index, token] of tokens.entries()) {
    if (token !== ',' && token !== '@' && tokens[index - 1] !== '@') names.push(unquoted(token));
  }
  return names;
}

function unquoted(token: string): string {
  const quote = token.charAt(0);
  if (!['`', '"', "'"].includes(quote) || token.length < 2) return token;
  return token.slice(1, -1).replaceAll(quote + quote, quote);
}
