const TOKEN =
  /--[^\n]*|\/\*[\s\S]*?\*\/|'(?:[^']|'')*'|`(?:[^`]|``)*`|"(?:[^"]|"")*"|[\p{L}_][\p{L}\p{N}_$]*|\d[\p{L}\p{N}_.]*|\s+|./gu;

/** The words and signs of an SQL text, without white space and comments; what is quoted stays whole. */
export function sqlTokens(sql: string): readonly string[] {
  return [...sql.matchAll(TOKEN)].map(([token]) => token).filter((token) => !/^(?:\s|--|\/\*)/.test(token));
}
