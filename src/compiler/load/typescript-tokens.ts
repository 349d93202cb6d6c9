/** One token of TypeScript text, by UTF-16 offsets. Comments and the fixed text of templates give none. */
export interface Token {
  /** `text`: a string or a template without holes and escapes. `word`: a name, dotted or not, or a number. */
  readonly kind: 'text' | 'word' | 'mark' | 'opaque';
  readonly start: number;
  readonly end: number;
  /** A text's value; otherwise the token as it is written. */
  readonly value: string;
}

const WORD = /[\w$\u0080-\uffff][\w$.\u0080-\uffff]*/y;
const SPACE = /(?:\s+|\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$))+/y;
const QUOTED = /'(?:[^'\\\n]|\\[\s\S])*'?|"(?:[^"\\\n]|\\[\s\S])*"?/y;
const FIXED = /(?:[^`\\$]|\\[\s\S]|\$(?!\{))*/y;
const REGULAR = /\/(?:[^/\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+\/[a-z]*/y;
/** Words after which a slash begins a regular expression, not a division. */
const BEFORE_VALUE = new Set(['return', 'typeof', 'case', 'in', 'of', 'void', 'delete', 'await', 'yield', 'default']);

/** Splits TypeScript into what is needed to find literals: this is no parser, and never throws. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  /** Braces that are open; true for a template's hole. */
  const braces: boolean[] = [];
  let at = 0;

  const match = (pattern: RegExp): string | undefined => {
    pattern.lastIndex = at;
    return pattern.exec(text)?.[0];
  };
  const push = (kind: Token['kind'], length: number, value = text.slice(at, at + length)): void => {
    tokens.push({ kind, start: at, end: at + length, value });
    at += length;
  };
  /** Fixed text of a template from `at` on, to its end or to the next hole. */
  const template = (start: number, whole: boolean): void => {
    at += match(FIXED)?.length ?? 0;
    if (text.startsWith('${', at)) {
      braces.push(true);
      push('mark', 2);
      return;
    }
    const end = Math.min(at + 1, text.length);
    const value = text.slice(start + 1, at);
    at = end;
    if (whole) tokens.push({ kind: value.includes('\\') ? 'opaque' : 'text', start, end, value });
  };

  while (at < text.length) {
    const space = match(SPACE);
    if (space !== undefined) {
      at += space.length;
      continue;
    }
    const character = text.charAt(at);
    if (character === '`') {
      at += 1;
      template(at - 1, true);
      continue;
    }
    if (character === '"' || character === "'") {
      const quoted = match(QUOTED) ?? character;
      push(quoted.includes('\\') ? 'opaque' : 'text', quoted.length, quoted.slice(1, -1));
      continue;
    }
    const regular = character === '/' && valueMayBegin(tokens.at(-1)) ? match(REGULAR) : undefined;
    if (regular !== undefined) {
      push('opaque', regular.length);
      continue;
    }
    const word = match(WORD);
    push(word === undefined ? 'mark' : 'word', word?.length ?? 1);
    if (character === '{') braces.push(false);
    if (character === '}' && braces.pop() === true) template(at, false);
  }
  return tokens;
}

function valueMayBegin(before: Token | undefined): boolean {
  if (before === undefined) return true;
  if (before.kind === 'word') return BEFORE_VALUE.has(before.value);
  return before.kind === 'mark' && !')]}'.includes(before.value);
}
