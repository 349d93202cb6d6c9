/** A piece of SQL, with the parentheses around it counted. */
export interface SqlToken {
  readonly kind: 'name' | 'text' | 'other';
  /** Of a quoted name: what is between the quotes. */
  readonly text: string;
  readonly quoted: boolean;
  readonly depth: number;
}

const PIECE =
  /(?<space>\s+)|(?<comment>--|#|\/\*)|(?<text>'(?:[^'\\]|'')*')|(?<quoted>`[^`]+`|"[^"\\]+"|\[[A-Za-z_][\w ]*\])|(?<name>[A-Za-z_][\w$]*)|(?<number>\d[\w.]*)|(?<other>\|\||[\s\S])/y;

/**
 * Pieces of a text of SQL; undefined where it has a comment, a backslash in a literal, or quotes and
 * parentheses that are not in pairs: databases then differ in how they read it.
 */
export function scanSql(text: string): readonly SqlToken[] | undefined {
  const tokens: SqlToken[] = [];
  let depth = 0;
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < text.length) {
    const groups = PIECE.exec(text)?.groups;
    if (groups === undefined || groups['comment'] !== undefined) return undefined;
    const { space, text: literal, quoted, name, number, other } = groups;
    if (space !== undefined) continue;
    if (other !== undefined && `'"\`\\`.includes(other)) return undefined;
    if (other === ')') depth -= 1;
    if (depth < 0) return undefined;
    const kind = literal === undefined ? (quoted === undefined && name === undefined ? 'other' : 'name') : 'text';
    const shown = quoted?.slice(1, -1) ?? literal ?? name ?? number ?? other ?? '';
    tokens.push({ kind, text: shown, quoted: quoted !== undefined, depth });
    if (other === '(') depth += 1;
  }
  return depth === 0 ? tokens : undefined;
}

/** True where a token is one of these words, in whatever letters. */
export function isWord({ kind, text, quoted }: SqlToken, ...words: readonly string[]): boolean {
  return kind === 'name' && !quoted && words.includes(text.toLowerCase());
}
