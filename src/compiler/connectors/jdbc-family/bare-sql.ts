import { isWord, scanSql } from './scan-sql.ts';

/**
 * True where a condition can stand between conditions of the engine with bare ANDs: no OR and no comment
 * outside quotes, quotes and parentheses in pairs. U+0000 stands for a run-time value, which may be inside
 * quotes only. Of anything unsure: false.
 */
export function isBareCondition(text: string): boolean {
  const tokens = scanSql(text);
  if (tokens === undefined) return false;
  return !tokens.some(
    (token) =>
      isWord(token, 'or', 'xor') ||
      token.text === '||' ||
      token.text === ';' ||
      (token.kind !== 'text' && token.text.includes('\u0000')),
  );
}

/**
 * The names that a select gives to its columns, in order; undefined where they are not plain to see: only
 * `name`, `table.name` and an expression with `AS name` are, and nothing but a plain `SELECT … FROM …`.
 */
export function selectedNames(text: string): readonly string[] | undefined {
  const tokens = scanSql(text);
  const [first, second] = tokens ?? [];
  if (tokens === undefined || first === undefined || !isWord(first, 'select')) return undefined;
  if (second !== undefined && isWord(second, 'distinct', 'all', 'top', 'straight_join')) return undefined;
  const outer = tokens.filter((token) => token.depth === 0);
  if (outer.some((token) => isWord(token, 'union', 'intersect', 'except', 'minus', 'into') || token.text === ';'))
    return undefined;
  const from = outer.findIndex((token) => isWord(token, 'from'));
  if (from < 0) return undefined;
  const names: string[] = [];
  for (const item of splitAtCommas(outer.slice(1, from))) {
    const name = nameOf(item);
    if (name === undefined) return undefined;
    names.push(name);
  }
  return names;
}

type Tokens = NonNullable<ReturnType<typeof scanSql>>;

function splitAtCommas(tokens: Tokens): Tokens[] {
  const items: Tokens[number][][] = [[]];
  for (const token of tokens) {
    if (token.text === ',') items.push([]);
    else items.at(-1)?.push(token);
  }
  return items;
}

function nameOf(item: Tokens): string | undefined {
  const last = item.at(-1);
  if (last === undefined || last.kind !== 'name') return undefined;
  const before = item.at(-2);
  const isNamed = before !== undefined && isWord(before, 'as');
  const isQualified = item.length === 3 && before?.text === '.' && item[0]?.kind === 'name';
  return isNamed || item.length === 1 || isQualified ? last.text : undefined;
}
