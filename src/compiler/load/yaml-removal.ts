import type { TextChange } from '../text/index.ts';
import { columnOf, endsLine, lineBreak, lineEnd, nextLine, ownsLine } from './yaml-lines.ts';
import { entriesOf, linesOf, type YamlEntry } from './yaml-entry.ts';
import { yamlLibrary } from './yaml-library.ts';

/** Takes an entry out of its map or list, so that what is left is valid; undefined where its text cannot be told from others'. */
export function removalOf(text: string, entry: YamlEntry): TextChange | undefined {
  const siblings = entriesOf(text, { value: entry.owner, slot: entry.ownerSlot });
  if (siblings.length !== entry.owner.items.length) return undefined;
  if (entry.owner.flow === true) return flowRemoval(text, entry, siblings);
  if (siblings.length === 1) return emptied(text, entry, siblings);
  const lines = linesOf(text, entry, siblings);
  if (lines !== undefined) return { ...upToLineBreak(text, lines), newText: '' };
  return compactRemoval(text, entry, siblings);
}

/** The last line of a text without a line break at its end takes the one before it along. */
function upToLineBreak(text: string, { start, end }: { start: number; end: number }): { start: number; end: number } {
  if (end < text.length || text.endsWith('\n')) return { start, end };
  return { start: Math.max(0, start - (text[start - 2] === '\r' ? 2 : 1)), end };
}

/** The first entry of a map that stands behind a dash: what follows takes its place. */
function compactRemoval(text: string, entry: YamlEntry, siblings: readonly YamlEntry[]): TextChange | undefined {
  const next = siblings[entry.index + 1];
  if (next === undefined || !endsLine(text, entry.end)) return undefined;
  const below = nextLine(text, entry.end);
  const column = columnOf(text, entry.start);
  const spaces = /^[ \t]*/.exec(text.slice(below, next.start))?.[0].length ?? 0;
  return spaces === column && below <= next.start
    ? { start: entry.start, end: below + spaces, newText: '' }
    : { start: entry.start, end: next.start, newText: '' };
}

/** The only entry of a map or list: `{}` or `[]` is left behind the owner's key, and the comment there. */
function emptied(text: string, entry: YamlEntry, siblings: readonly YamlEntry[]): TextChange | undefined {
  const empty = yamlLibrary().isMap(entry.owner) ? '{}' : '[]';
  const ownerStart = entry.owner.range?.[0] ?? entry.start;
  const between = text.slice(entry.ownerSlot, ownerStart);
  const lines = linesOf(text, entry, siblings);
  if (lines === undefined) {
    return endsLine(text, entry.end) ? { start: entry.start, end: entry.end, newText: empty } : undefined;
  }
  const lineBreakAfter = lines.end > lineEnd(text, Math.max(entry.end - 1, entry.start)) ? lineBreak(text) : '';
  // the document itself
  if (!between.includes('\n')) return { ...lines, newText: `${empty}${lineBreakAfter}` };
  const properties = /^(?:[ \t]+[&!][^\s]*)*/.exec(between)?.[0].length ?? 0;
  const start = entry.ownerSlot + properties;
  return { start, end: lines.end, newText: ` ${empty}${text.slice(start, lineEnd(text, start))}${lineBreakAfter}` };
}

function flowRemoval(text: string, entry: YamlEntry, siblings: readonly YamlEntry[]): TextChange | undefined {
  const before = siblings[entry.index - 1];
  const next = siblings[entry.index + 1];
  const ownLines = ownsLine(text, entry.start) && endsLine(text, entry.end) && linesOf(text, entry, siblings);
  const isLinesOf = ownLines !== false && ownLines !== undefined && siblings.length > 1;
  if (isLinesOf && text[nextLine(text, entry.end) - 1] === '\n') {
    return { start: ownLines.start, end: ownLines.end, newText: '' };
  }
  // on the line of the one before it, with the comma between them: what is behind the entry stays, a comment too
  if (before !== undefined && !text.slice(before.end, entry.start).includes('\n')) {
    return { start: before.end, end: entry.end, newText: '' };
  }
  if (next !== undefined) {
    const comma = /^\s*,[ \t]*/.exec(text.slice(entry.end, next.start))?.[0].length ?? 0;
    const hasComment = text.slice(entry.end, next.start).includes('#');
    return { start: entry.start, end: hasComment ? entry.end + comma : next.start, newText: '' };
  }
  if (before !== undefined) return { start: before.end, end: entry.end, newText: '' };
  const [start, end] = entry.owner.range ?? [entry.start, entry.end];
  // a comment inside stays
  if (text.slice(start, end).includes('#')) return { start: entry.start, end: entry.end, newText: '' };
  return { start, end, newText: yamlLibrary().isMap(entry.owner) ? '{}' : '[]' };
}
