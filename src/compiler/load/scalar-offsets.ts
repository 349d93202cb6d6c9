import type { SpanNode } from './span-tree.ts';

/** Of the values that were asked for: one long text may have many mistakes. */
const OFFSETS = new WeakMap<SpanNode, { readonly offsets: readonly number[] | undefined }>();

/**
 * Maps a stretch of a string value to the text it is written as, or gives undefined where the two do not
 * correspond character by character (folded and multi-line scalars). Offsets in UTF-16 units.
 */
export function offsetsWithin(
  text: string,
  node: SpanNode,
  within: { readonly start: number; readonly end: number },
): { readonly start: number; readonly end: number } | undefined {
  if (node.content === undefined) return undefined;
  const known = OFFSETS.get(node);
  const offsets = known === undefined ? contentOffsets(text, node, node.content) : known.offsets;
  if (known === undefined) OFFSETS.set(node, { offsets });
  if (offsets === undefined) return undefined;
  const last = node.content.length;
  const start = offsets[Math.min(Math.max(within.start, 0), last)];
  const end = offsets[Math.min(Math.max(within.end, within.start, 0), last)];
  return start === undefined || end === undefined ? undefined : { start, end };
}

/** For every unit of the content, and for its end, the offset in the text. */
function contentOffsets(text: string, node: SpanNode, content: string): number[] | undefined {
  switch (node.style) {
    case 'plain':
      return text.slice(node.start, node.end) === content ? consecutive(node.start, content.length) : undefined;
    case 'single':
      return quotedOffsets(text, node, content, singleUnit);
    case 'double':
      return quotedOffsets(text, node, content, doubleUnit);
    case 'literal':
      return literalOffsets(text, node, content);
    default:
      return undefined;
  }
}

function consecutive(start: number, length: number): number[] {
  return Array.from({ length: length + 1 }, (_, index) => start + index);
}

/** How many units of text and of content the character at an offset takes; undefined where lines are folded. */
type UnitReader = (text: string, at: number) => { readonly written: number; readonly meant: number } | undefined;

function quotedOffsets(text: string, node: SpanNode, content: string, unit: UnitReader): number[] | undefined {
  const offsets: number[] = [];
  let at = node.start + 1;
  while (at < node.end - 1) {
    const size = unit(text, at);
    if (size === undefined) return undefined;
    for (let count = 0; count < size.meant; count += 1) offsets.push(at);
    at += size.written;
  }
  if (offsets.length !== content.length) return undefined;
  offsets.push(node.end - 1);
  return offsets;
}

function singleUnit(text: string, at: number): ReturnType<UnitReader> {
  if (text[at] === '\n') return undefined;
  return { written: text.startsWith("''", at) ? 2 : 1, meant: 1 };
}

function doubleUnit(text: string, at: number): ReturnType<UnitReader> {
  if (text[at] === '\n') return undefined;
  if (text[at] !== '\\') return { written: 1, meant: 1 };
  switch (text[at + 1]) {
    case 'x':
      return { written: 4, meant: 1 };
    case 'u':
      return { written: 6, meant: 1 };
    case 'U':
      return { written: 10, meant: Number.parseInt(text.slice(at + 2, at + 10), 16) > 0xffff ? 2 : 1 };
    case '\n':
    case '\r':
      return undefined;
    default:
      return { written: 2, meant: 1 };
  }
}

/** A literal block is its lines without their indentation; the node's range begins at `|`. */
function literalOffsets(text: string, node: SpanNode, content: string): number[] | undefined {
  const lines = content.split('\n');
  let from = text.indexOf('\n', node.start) + 1;
  if (from === 0) return undefined;
  const indent = blockIndent(text, from, lines);
  if (indent === undefined) return undefined;
  const offsets: number[] = [];
  for (const line of lines) {
    // An empty line may be written with less than the indentation.
    const start = line === '' ? Math.min(from + indent, endOfLine(text, from)) : from + indent;
    if (!text.startsWith(line, start)) return undefined;
    for (let column = 0; column < line.length; column += 1) offsets.push(start + column);
    // The line break after it, or the end of the content after the last line.
    offsets.push(start + line.length);
    from = text.indexOf('\n', from) + 1;
    if (from === 0) from = text.length;
  }
  return offsets;
}

function blockIndent(text: string, from: number, lines: readonly string[]): number | undefined {
  let at = from;
  for (const line of lines) {
    const end = endOfLine(text, at);
    if (line !== '') {
      const indent = text.slice(at, end).replace(/\r$/, '').length - line.length;
      return indent < 0 ? undefined : indent;
    }
    at = end + 1;
  }
  return undefined;
}

function endOfLine(text: string, from: number): number {
  const at = text.indexOf('\n', from);
  return at === -1 ? text.length : at;
}
