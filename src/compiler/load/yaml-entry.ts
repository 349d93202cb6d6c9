import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import type { Location } from '../text/index.ts';
import {
  commentsAbove,
  deeperComments,
  endsLine,
  lineStart,
  nextLine,
  ownsLine,
  columnOf,
  type Stretch,
} from './yaml-lines.ts';
import { yamlLibrary } from './yaml-library.ts';
import { keyText, type TolerantDocument } from './yaml-tolerant.ts';

type Collection = YAMLMap | YAMLSeq;

/** An entry of a map or an item of a list, as it stands in the text. */
export interface YamlEntry {
  readonly owner: Collection;
  readonly index: number;
  /** Its key; of an item its dash, or in `[ ]` its first character. */
  readonly start: number;
  /** Behind its last character; a comment is not part of it. */
  readonly end: number;
  readonly key?: Node;
  readonly value: Node | null;
  /** Behind the colon or dash that the owner's text follows; where the owner begins if it is the document. */
  readonly ownerSlot: number;
}

/** A value with the place where it may be written: behind its colon or dash. */
export interface YamlSlot {
  readonly value: Node | null;
  readonly slot: number;
  readonly entry?: YamlEntry;
}

/** The value at a location, or the one whose key begins at its offsets; undefined where an alias or a merge gives it. */
export function slotAt(text: string, document: TolerantDocument, at: Location): YamlSlot | undefined {
  const root: YamlSlot = { value: document.contents, slot: document.contents?.range[0] ?? 0 };
  if (at.offsets !== undefined) return slotStartingAt(text, root, at.offsets.start);
  let found: YamlSlot | undefined = root;
  for (const step of at.path) {
    const entry: YamlEntry | undefined = found && entryNamed(text, found, step);
    found = entry && slotOf(text, entry);
  }
  return found;
}

function slotStartingAt(text: string, around: YamlSlot, offset: number): YamlSlot | undefined {
  for (const entry of entriesOf(text, around)) {
    const slot = slotOf(text, entry);
    if ((entry.key ?? entry.value)?.range?.[0] === offset) return slot;
    const inner = entry.start <= offset && offset < entry.end ? slotStartingAt(text, slot, offset) : undefined;
    if (inner !== undefined) return inner;
  }
  return undefined;
}

function slotOf(text: string, entry: YamlEntry): YamlSlot {
  const slot = entry.key === undefined ? itemSlot(entry) : colonEnd(text, entry.key);
  return { value: entry.value, slot, entry };
}

/** Behind the dash of an item; in `[ ]` where it begins. */
function itemSlot({ owner, start }: YamlEntry): number {
  return owner.flow === true ? start : start + 1;
}

/** What was read of a map or list, by the place behind which it stands: a text with many mistakes asks for each again. */
const READ = new WeakMap<Collection, Map<number, ReadEntries>>();

interface ReadEntries {
  readonly list: readonly YamlEntry[];
  /** By key, or by index in a list; made when first asked for. The first of two with one key counts. */
  named?: ReadonlyMap<string | number, YamlEntry>;
}

/** The entry with a key, or of an index in a list. */
export function entryNamed(
  text: string,
  owner: Pick<YamlSlot, 'value' | 'slot'>,
  step: string | number,
): YamlEntry | undefined {
  const read = readEntries(text, owner);
  if (read === undefined) return undefined;
  read.named ??= new Map(
    read.list
      .map((entry) => [entry.key === undefined ? entry.index : keyText(text, entry.key), entry] as const)
      .toReversed(),
  );
  return read.named.get(yamlLibrary().isMap(owner.value) ? String(step) : step);
}

/** The entries that are written in a map or list; none of a scalar, nor of what an explicit `?` begins. */
export function entriesOf(text: string, owner: Pick<YamlSlot, 'value' | 'slot'>): readonly YamlEntry[] {
  return readEntries(text, owner)?.list ?? [];
}

function readEntries(text: string, { value, slot }: Pick<YamlSlot, 'value' | 'slot'>): ReadEntries | undefined {
  if (!yamlLibrary().isCollection(value)) return undefined;
  // a parsed collection is a map or a list
  const owner = value as Collection;
  const bySlot = READ.get(owner) ?? new Map<number, ReadEntries>();
  READ.set(owner, bySlot);
  const read = bySlot.get(slot) ?? { list: findEntries(text, owner, slot) };
  bySlot.set(slot, read);
  return read;
}

function findEntries(text: string, value: Collection, slot: number): YamlEntry[] {
  const yaml = yamlLibrary();
  if (yaml.isMap(value)) {
    // a parsed map holds parsed pairs
    return (value.items as Pair<Node, Node | null>[]).map((pair, index) => ({
      owner: value,
      index,
      start: startOf(text, pair.key),
      end: pairEnd(text, pair),
      key: pair.key,
      value: pair.value,
      ownerSlot: slot,
    }));
  }
  const column = value.flow === true ? 0 : columnOf(text, value.range?.[0] ?? 0);
  return (value.items as (Node | Pair<Node, Node | null> | null)[]).flatMap((item, index) => {
    const node = yaml.isPair(item) ? item.key : item;
    if (node === null) return [];
    const first = startOf(text, node);
    const start = value.flow === true ? first : dashBefore(text, first, column);
    const end = yaml.isPair(item) ? pairEnd(text, item) : Math.max(contentEnd(text, node), start + 1);
    return [{ owner: value, index, start, end, value: node, ownerSlot: slot }];
  });
}

/** Where a node begins, with its anchor and tag. Looked for backwards: its line may be a megabyte long. */
function startOf(text: string, node: Node): number {
  let start = node.range?.[0] ?? 0;
  for (;;) {
    let end = start;
    while (end > 0 && isBlank(text[end - 1])) end -= 1;
    if (end === start) return start;
    let word = end;
    while (word > 0 && /[^\s,[\]{}]/.test(text.charAt(word - 1))) word -= 1;
    if (!/[&!]/.test(text.charAt(word))) return start;
    start = word;
  }
}

function isBlank(character: string | undefined): boolean {
  return character === ' ' || character === '\t';
}

function pairEnd(text: string, { key, value }: Pair<Node, Node | null>): number {
  const colon = colonEnd(text, key);
  // nothing is written where an empty value has its range
  return value === null || value.range?.[0] === value.range?.[1] ? colon : Math.max(contentEnd(text, value), colon);
}

function colonEnd(text: string, key: Node): number {
  const end = key.range?.[1] ?? 0;
  return end + (/^\s*:/.exec(text.slice(end, end + 200))?.[0].length ?? 0);
}

/** All dashes of a list stand in the same column. */
function dashBefore(text: string, offset: number, column: number): number {
  for (let line = lineStart(text, offset); ; line = lineStart(text, line - 1)) {
    if (text[line + column] === '-' && line + column <= offset) return line + column;
    if (line === 0) return offset;
  }
}

function contentEnd(text: string, node: Node): number {
  const yaml = yamlLibrary();
  const [start, end] = node.range ?? [0, 0];
  if (yaml.isCollection(node) && node.flow !== true && node.items.length > 0)
    return entriesOf(text, { value: node, slot: start }).at(-1)?.end ?? end;
  // only `|+` and `>+` count the blank lines behind them
  if (yaml.isScalar(node) && /^[|>][0-9]?\+/.test(text.slice(start, start + 3))) return end;
  return start + text.slice(start, end).trimEnd().length;
}

/**
 * The lines of an entry in block style, with the comment on its last line, comment lines directly above that are indented
 * like it, and those below that are indented deeper. Undefined where it shares a line with what is no part of it.
 */
export function linesOf(text: string, entry: YamlEntry, siblings: readonly YamlEntry[]): Stretch | undefined {
  if (!ownsLine(text, entry.start) || !endsLine(text, entry.end)) return undefined;
  const column = columnOf(text, entry.start);
  const before = siblings[entry.index - 1];
  const above = commentsAbove(
    text,
    entry.start,
    column,
    before === undefined ? 0 : nextLine(text, lastCharacter(before)),
  );
  // the comment that a file begins with is about the file
  const start = above === 0 && before === undefined ? lineStart(text, entry.start) : above;
  return { start, end: deeperComments(text, nextLine(text, lastCharacter(entry)), column) };
}

/** A block scalar that keeps its blank lines ends behind its last line break. */
function lastCharacter({ start, end }: YamlEntry): number {
  return Math.max(start, end - 1);
}
