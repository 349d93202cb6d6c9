import type { Node } from 'yaml';
import type { Cursor } from './cursor.ts';
import { yamlLibrary } from './yaml-library.ts';
import { plainValue, readTolerantly, visitScalars } from './yaml-tolerant.ts';

/**
 * Stands for the cursor while the text is read: characters of private use, which no definition has. Two of
 * them, because the parser takes the last character of an unclosed text for its quote.
 */
const MARK = '\uE000\uE000';

interface Marked {
  readonly text: string;
  /** What was put in, by the offset in the text where it begins. */
  readonly inserted: readonly { readonly at: number; readonly length: number }[];
  /** Of the cursor. */
  readonly offset: number;
  readonly alone: boolean;
  readonly lead: string;
}

/** The place at an offset of YAML, by reading the text with a mark there: a parser that goes on after errors finds it. */
export function yamlCursor(text: string, offset: number): Cursor | undefined {
  const marked = mark(text, offset);
  if (marked === undefined) return undefined;
  const found = cursorOf(text, marked);
  // a quote that nothing closes took all lines to the end for its text
  const swallowed = found?.style === 'quoted' && found.text.includes('\n') && !/["']/.test(text.charAt(found.end));
  if (found !== undefined && !swallowed) return found;
  return cursorOf(text, { ...marked, text: withoutUnclosedQuotes(marked.text) }) ?? found;
}

function cursorOf(original: string, marked: Marked): Cursor | undefined {
  const document = readTolerantly(marked.text);
  if (document === undefined) return undefined;
  let found: Cursor | undefined;
  visitScalars(marked.text, document, (node, path, part, flow) => {
    if (!holdsMark(node)) return false;
    const written = writtenAt(original, marked, node);
    const { start, end, style } = part === 'key' ? { ...written, ...onLine(original, marked, written) } : written;
    found = {
      path: path.map(withoutMark),
      part: part === 'key' && marked.alone ? 'either' : part,
      text: original.slice(start, end),
      start,
      end,
      style,
      flow,
      // in the middle of a text a colon is just a colon
      lead: start === marked.offset ? marked.lead : '',
      definition: cleaned(plainValue(marked.text, document)),
    };
    return true;
  });
  return found;
}

/** The text with the mark at the offset, and what else makes the line whole: a word alone becomes a key. */
function mark(text: string, offset: number): Marked | undefined {
  const lineStart = text.lastIndexOf('\n', offset - 1) + 1;
  const nextBreak = text.indexOf('\n', offset);
  const line = text.slice(lineStart, nextBreak === -1 ? text.length : nextBreak).replace(/\r$/, '');
  const before = line.slice(0, offset - lineStart);
  const after = line.slice(offset - lineStart);
  // in the indentation of a line nothing can be written
  if (/^\s*$/.test(before) && /^\s+\S/.test(after)) return undefined;
  const lead = before.endsWith(':') && /^(?:\s|$)/.test(after) ? ' ' : '';
  const alone = /^\s*(?:-\s+)*[\w.$-]*$/.test(before) && /^[\w.$-]*\s*$/.test(after) && !/^\s*-+$/.test(before);
  const wordEnd = offset + (/^[\w.$-]*/.exec(after)?.[0].length ?? 0);
  const colon = alone ? ':' : '';
  return {
    text: text.slice(0, offset) + lead + MARK + text.slice(offset, wordEnd) + colon + text.slice(wordEnd),
    inserted: [
      { at: offset, length: lead.length + MARK.length },
      { at: wordEnd, length: colon.length },
    ],
    offset,
    alone,
    lead,
  };
}

function holdsMark(node: Node): boolean {
  const yaml = yamlLibrary();
  return yaml.isScalar(node) && typeof node.value === 'string' && node.value.includes(MARK.charAt(0));
}

function writtenAt(original: string, marked: Marked, node: Node): Pick<Cursor, 'start' | 'end' | 'style'> {
  const yaml = yamlLibrary();
  const [from, to] = node.range ?? [0, 0];
  const type = yaml.isScalar(node) ? node.type : undefined;
  const start = originalOffset(marked, from);
  const end = Math.min(originalOffset(marked, to), original.length);
  if (type === 'BLOCK_LITERAL' || type === 'BLOCK_FOLDED') {
    const content = original.indexOf('\n', start) + 1;
    return { start: content === 0 ? end : content, end, style: 'block' };
  }
  const quote = original.charAt(start);
  if (type !== 'QUOTE_DOUBLE' && type !== 'QUOTE_SINGLE') return { start, end, style: 'plain' };
  const closed = end > start + 1 && original.charAt(end - 1) === quote;
  return { start: start + 1, end: closed ? end - 1 : end, style: 'quoted' };
}

/** A key is on one line; where the parser took the line before for a part of it, the part on the cursor's line. */
function onLine(
  original: string,
  { offset }: Marked,
  { start, end }: Pick<Cursor, 'start' | 'end'>,
): Pick<Cursor, 'start' | 'end'> {
  const from = Math.max(start, original.lastIndexOf('\n', offset - 1) + 1);
  const lineEnd = original.indexOf('\n', offset);
  const to = lineEnd === -1 ? end : Math.min(end, lineEnd);
  const indentation = /^\s*/.exec(original.slice(from, to))?.[0].length ?? 0;
  return { start: Math.min(from + indentation, offset), end: Math.max(to, offset) };
}

/** An offset of the marked text in the author's text. */
function originalOffset({ inserted }: Marked, offset: number): number {
  let result = offset;
  // the second insertion is given by its place in the author's text, so the first one is taken off before
  for (const { at, length } of inserted) result -= Math.min(Math.max(result - at, 0), length);
  return result;
}

/** Lines before the mark with a quote that nothing closes, blanked: they would swallow what follows. */
function withoutUnclosedQuotes(text: string): string {
  const lines = text.split('\n');
  const cursor = lines.findIndex((line) => line.includes(MARK));
  return lines
    .map((line, index) =>
      index < cursor && (line.match(/(?<!\\)"/g)?.length ?? 0) % 2 === 1 ? ' '.repeat(line.length) : line,
    )
    .join('\n');
}

function withoutMark<T>(value: T): T {
  return typeof value === 'string' ? (value.replaceAll(MARK.charAt(0), '') as typeof value) : value;
}

/** The same value, without the mark in its texts and keys. */
function cleaned(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(cleaned);
  if (typeof value !== 'object' || value === null) return withoutMark(value);
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [withoutMark(key), cleaned(item)]));
}
