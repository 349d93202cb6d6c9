const CLOSES: Readonly<Record<string, string>> = { ']': '[', '}': '{' };

/**
 * The offset of the last `[` or `{` before `end` that nothing closes: where an author has to look when
 * the parser ran into the end of a list. Quoted texts and comments are passed over; undefined when
 * every bracket is closed.
 */
export function unclosedBracket(text: string, end: number): number | undefined {
  const open: number[] = [];
  const tokens = /"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|(?<=^|\s)#[^\n]*|[[\]{}]/gs;
  for (const { 0: token, index } of text.slice(0, end).matchAll(tokens)) {
    if (token === '[' || token === '{') open.push(index);
    else if (text[open.at(-1) ?? -1] === CLOSES[token]) open.pop();
  }
  return open.at(-1);
}
