import type { PlacedEdit } from './fix.ts';

/** A stretch of a text, in UTF-16 offsets; the end is exclusive. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** A text after its changes, with where each of them stands in it, in the order of the text. */
export interface ChangedText {
  readonly text: string;
  readonly before: readonly Stretch[];
  readonly after: readonly Stretch[];
}

/** Makes changes that do not overlap; everything else stays as it is. Of several at one place the first comes first. */
export function applyEdits(text: string, edits: readonly PlacedEdit[]): ChangedText {
  const ordered = edits
    .map(({ range, newText }) => ({ start: range.start.offset, end: range.end.offset, newText }))
    .toSorted((a, b) => a.start - b.start || a.end - b.end);
  let done = '';
  let at = 0;
  const after: Stretch[] = [];
  for (const { start, end, newText } of ordered) {
    done += text.slice(at, start);
    after.push({ start: done.length, end: done.length + newText.length });
    done += newText;
    at = end;
  }
  return { text: done + text.slice(at), before: ordered.map(({ start, end }) => ({ start, end })), after };
}
