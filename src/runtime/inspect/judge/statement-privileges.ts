import type { Text } from '../../../compiler/index.ts';

/** By the first words of a statement; TRUNCATE drops the table and makes it anew. */
const BY_VERB: readonly (readonly [RegExp, readonly string[]])[] = [
  [/^truncate\b/i, ['DROP']],
  [/^delete\b/i, ['DELETE']],
  [/^update\b/i, ['UPDATE']],
  [/^insert\b/i, ['INSERT']],
  [/^replace\b/i, ['INSERT', 'DELETE']],
  [/^drop\s+table\b/i, ['DROP']],
  [/^create\s+(?:temporary\s+)?table\b/i, ['CREATE']],
  [/^alter\s+table\b/i, ['ALTER']],
];

/** What a statement needs on a table; nothing where it is about another one, or its words are not known. */
export function privilegesOfStatement(statement: Text, table: string): readonly string[] {
  const text =
    typeof statement === 'string'
      ? statement
      : statement.parts.map((part) => (typeof part === 'string' ? part : '')).join('');
  const sql = text.replace(/^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/)*/, '');
  if (!mentions(sql, table)) return [];
  return BY_VERB.find(([verb]) => verb.test(sql))?.[1] ?? [];
}

/** The name as a word of its own, with or without quotes and a database in front. */
function mentions(sql: string, table: string): boolean {
  const name = table.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
  return new RegExp(String.raw`(?<![\w$])${name}(?![\w$])`, 'iu').test(sql);
}
