/** A stretch of a text, in UTF-16 offsets; `end` is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** What may stand behind a value on its line: a comma, a comment. Sticky: a line may be a megabyte long, so no part of it is copied. */
const REST = /[ \t]*(?:,[ \t]*)?(?:(?<=[ \t,])#|\r?$)/my;

/** The offset at which the line of an offset begins. */
export function lineStart(text: string, offset: number): number {
  // lastIndexOf takes an offset before the text for its beginning
  return offset <= 0 ? 0 : text.lastIndexOf('\n', offset - 1) + 1;
}

/** The offset of the line break behind an offset, or of the text's end; a carriage return belongs to the break. */
export function lineEnd(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  if (at === -1) return text.length;
  return at > offset && text[at - 1] === '\r' ? at - 1 : at;
}

/** The offset at which the next line begins, or the text's end. */
export function nextLine(text: string, offset: number): number {
  const at = text.indexOf('\n', offset);
  return at === -1 ? text.length : at + 1;
}

/** The line break that the text uses. */
export function lineBreak(text: string): '\n' | '\r\n' {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

export function columnOf(text: string, offset: number): number {
  return offset - lineStart(text, offset);
}

/** True where nothing but spaces stands before an offset on its line. */
export function ownsLine(text: string, offset: number): boolean {
  let at = offset - 1;
  while (text[at] === ' ' || text[at] === '\t') at -= 1;
  return at < 0 || text[at] === '\n';
}

/** True where nothing but a comma and a comment stands behind an offset on its line. */
export function endsLine(text: string, offset: number): boolean {
  REST.lastIndex = offset;
  return REST.test(text);
}

/** The first of the comment lines directly above a line that are indented like it; none goes beyond `limit`. */
export function commentsAbove(text: string, start: number, column: number, limit: number): number {
  let first = lineStart(text, start);
  while (first > limit) {
    const above = lineStart(text, first - 1);
    if (above < limit || indentOfComment(text, above) !== column) break;
    first = above;
  }
  return first;
}

/** The end of the comment lines from a line's beginning on that are indented deeper than a column. */
export function deeperComments(text: string, from: number, column: number): number {
  let end = from;
  while (end < text.length) {
    const indent = indentOfComment(text, end);
    if (indent === undefined || indent <= column) break;
    end = nextLine(text, end);
  }
  return end;
}

function indentOfComment(text: string, start: number): number | undefined {
  const spaces = /^[ \t]*/.exec(text.slice(start, lineEnd(text, start)))?.[0].length ?? 0;
  return text[start + spaces] === '#' ? spaces : undefined;
}
