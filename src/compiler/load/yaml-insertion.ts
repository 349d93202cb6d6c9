import type { Node } from 'yaml';
import type { TextChange } from '../text/index.ts';
import { columnOf, deeperComments, endsLine, lineBreak, lineEnd, lineStart, nextLine, ownsLine } from './yaml-lines.ts';
import { entriesOf, entryNamed, type YamlEntry, type YamlSlot } from './yaml-entry.ts';
import { yamlLibrary } from './yaml-library.ts';

/** Indentation of a map that has no entry yet, from the one that holds it. */
const STEP = 2;

/** Where a block of lines goes in a map in block style, and the column of its keys there. */
export interface InsertionPoint {
  readonly at: number;
  readonly column: number;
  /** Before and behind the lines, where the text has no line break of its own. */
  readonly before: string;
  readonly behind: string;
}

/** Puts `key: value` into a map, behind its last entry or the one named `after`; undefined where it has the key already. */
export function insertionOf(
  text: string,
  into: YamlSlot,
  key: string,
  value: string,
  after: string | undefined,
): TextChange | undefined {
  if (entryNamed(text, into, key) !== undefined) return undefined;
  const line = `${key}: ${value}`;
  const flow = yamlLibrary().isMap(into.value) && into.value.flow === true;
  if (flow) return flowInsertion(text, into, line, after);
  const point = insertionPoint(text, into, after);
  if (point === undefined) return undefined;
  const { at, column, before, behind } = point;
  return { start: at, end: at, newText: `${before}${' '.repeat(column)}${line}${behind}` };
}

/** The place behind the last entry of a block map, or behind the one named `after`. */
export function insertionPoint(text: string, into: YamlSlot, after?: string): InsertionPoint | undefined {
  const entries = entriesOf(text, into);
  const anchor = anchorOf(text, into, after);
  if (anchor === undefined) return emptyPoint(text, into);
  const [first] = entries;
  if (first?.key === undefined || first.owner.flow === true || !endsLine(text, anchor.end)) return undefined;
  const column = columnOf(text, first.start);
  const below = nextLine(text, Math.max(anchor.end - 1, anchor.start));
  return lineAt(text, deeperComments(text, below, column), column);
}

function anchorOf(text: string, into: YamlSlot, after: string | undefined): YamlEntry | undefined {
  return (after === undefined ? undefined : entryNamed(text, into, after)) ?? entriesOf(text, into).at(-1);
}

/** A key without a value, or a document without any, gets lines below it. */
function emptyPoint(text: string, { value, slot, entry }: YamlSlot): InsertionPoint | undefined {
  if (!isNothing(value) || entry?.owner.flow === true) return undefined;
  if (entry === undefined) return lineAt(text, text.length, 0);
  if (!endsLine(text, entry.end)) return undefined;
  if (entry.key === undefined) return { at: slot, column: 1, before: '', behind: '' };
  return lineAt(text, nextLine(text, slot), columnOf(text, entry.start) + STEP);
}

function isNothing(value: Node | null): boolean {
  const yaml = yamlLibrary();
  return value === null || (yaml.isScalar(value) && value.value === null && value.range?.[0] === value.range?.[1]);
}

/** At the beginning of a line; behind a last line that has no line break one is put before. */
function lineAt(text: string, at: number, column: number): InsertionPoint {
  const unfinished = at === text.length && at > 0 && text[at - 1] !== '\n';
  return unfinished
    ? { at, column, before: lineBreak(text), behind: '' }
    : { at, column, before: '', behind: lineBreak(text) };
}

function flowInsertion(text: string, into: YamlSlot, line: string, after: string | undefined): TextChange | undefined {
  const anchor = anchorOf(text, into, after);
  const [start, end] = into.value?.range ?? [0, 0];
  if (anchor === undefined) return { start, end, newText: `{ ${line} }` };
  const comma = /^\s*,/.exec(text.slice(anchor.end))?.[0].length ?? 0;
  if (!ownsLine(text, anchor.start) || !endsLine(text, anchor.end))
    return { start: anchor.end, end: anchor.end, newText: `, ${line}` };
  // on lines of their own: the comment behind the one before stays with it
  const rest = text.slice(anchor.end + comma, lineEnd(text, anchor.end + comma));
  const indent = text.slice(lineStart(text, anchor.start), anchor.start);
  return {
    start: anchor.end,
    end: anchor.end + comma + rest.length,
    newText: `,${rest}${lineBreak(text)}${indent}${line}${comma === 0 ? '' : ','}`,
  };
}
