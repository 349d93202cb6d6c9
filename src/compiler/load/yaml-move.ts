import type { TextChange } from '../text/index.ts';
import { columnOf, lineEnd } from './yaml-lines.ts';
import { entriesOf, entryNamed, linesOf, type YamlEntry, type YamlSlot } from './yaml-entry.ts';
import { insertionOf, insertionPoint } from './yaml-insertion.ts';
import { removalOf } from './yaml-removal.ts';
import { keyText } from './yaml-tolerant.ts';

/** Makes an entry one of another map, with its subtree and comments, indented as that one's entries are. */
export function moveOf(text: string, entry: YamlEntry, into: YamlSlot): readonly TextChange[] | undefined {
  const { key } = entry;
  if (key === undefined) return undefined;
  const removal = removalOf(text, entry);
  const insertion = linesMoved(text, entry, into) ?? oneLineMoved(text, entry, into);
  if (removal === undefined || insertion === undefined) return undefined;
  return [insertion, removal];
}

/** From block style to block style: the lines as they are, but for their indentation. */
function linesMoved(text: string, entry: YamlEntry, into: YamlSlot): TextChange | undefined {
  const name = entry.key === undefined ? '' : keyText(text, entry.key);
  if (entryNamed(text, into, name) !== undefined) return undefined;
  if (entry.owner.flow === true) return undefined;
  const lines = linesOf(text, entry, entriesOf(text, { value: entry.owner, slot: entry.ownerSlot }));
  // behind the entry of the target that holds it, so that it moves as little as it can
  const holder = entriesOf(text, into).find(({ start, end }) => start < entry.start && entry.end <= end);
  const point = insertionPoint(text, into, holder?.key && keyText(text, holder.key));
  if (lines === undefined || point === undefined) return undefined;
  const shift = point.column - columnOf(text, entry.start);
  const body = text.slice(lines.start, lines.end).replace(/\r?\n$/, '');
  const moved = body
    .split('\n')
    .map((line) => shifted(line, shift))
    .join('\n');
  return { start: point.at, end: point.at, newText: `${point.before}${moved}${point.behind}` };
}

function shifted(line: string, shift: number): string {
  if (shift >= 0) return /^\s*$/.test(line) ? line : ' '.repeat(shift) + line;
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(spaces, -shift));
}

/** Where one of the two maps is in `{ }`: what stands on one line can be written in both. */
function oneLineMoved(text: string, entry: YamlEntry, into: YamlSlot): TextChange | undefined {
  if (entry.key === undefined || entry.value === null) return undefined;
  const written = text.slice(entry.value.range?.[0] ?? entry.start, entry.end);
  if (written === '' || written.includes('\n') || lineEnd(text, entry.start) < entry.end) return undefined;
  return insertionOf(text, into, text.slice(...(entry.key.range ?? [0, 0])), written, undefined);
}
