import { isMap, isScalar, isSeq, parseDocument, type Node, type YAMLSeq } from 'yaml';
import { loadYaml, type Location, type Path } from '../compiler/index.ts';
import type { ExpectationUpdate } from './expectation-update.ts';
import { flowText } from './flow-text.ts';
import { sameValue } from './match-value.ts';

/** One stretch of a test file that now says what is so. */
export interface UpdatedPlace {
  /** From 1, before the change. */
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

export interface UpdatedText {
  readonly text: string;
  readonly places: readonly UpdatedPlace[];
}

interface Splice {
  readonly start: number;
  readonly end: number;
  readonly newText: string;
}

/**
 * Writes what is so in place of what was expected, and keeps everything else of the text byte for byte. An update
 * whose place is not in the text itself (it comes from an alias) is left out.
 */
export function updateExpectations(text: string, updates: readonly ExpectationUpdate[]): UpdatedText {
  const mark = text.startsWith('\uFEFF') ? '\uFEFF' : '';
  const body = text.slice(mark.length);
  const writing = new Writing(body);
  const splices = writing.splices(updates).sort((a, b) => b.start - a.start);
  let updated = body;
  for (const { start, end, newText } of splices) updated = updated.slice(0, start) + newText + updated.slice(end);
  const places = splices.toReversed().map(({ start, end, newText }) => ({
    line: body.slice(0, start).split('\n').length + (body[start] === '\n' ? 1 : 0),
    before: body.slice(start, end).trim(),
    after: newText.trim(),
  }));
  return { text: mark + updated, places };
}

class Writing {
  readonly #text: string;
  readonly #document: ReturnType<typeof parseDocument>;
  readonly #lineEnd: string;

  constructor(text: string) {
    this.#text = text;
    this.#document = parseDocument(text, { logLevel: 'error' });
    this.#lineEnd = text.includes('\r\n') ? '\r\n' : '\n';
  }

  splices(updates: readonly ExpectationUpdate[]): Splice[] {
    const made = updates.flatMap((update) => (update.kind === 'set' ? this.#set(update.path, update.value) : []));
    for (const [list, { removed, appended }] of listChanges(updates)) made.push(...this.#list(list, removed, appended));
    return made;
  }

  #set(path: Path, value: unknown): Splice[] {
    const node = this.#nodeAt(path);
    if (node?.range === undefined || node.range === null) return [];
    const items = isSeq(node) ? node.items : [];
    // Item by item, what stands beside each of them stays.
    if (Array.isArray(value) && value.length > 0 && items.length === value.length)
      return value.flatMap((item: unknown, index) =>
        sameValue(item, plainOf(items[index])) ? [] : this.#set([...path, index], item),
      );
    const { start, end } = this.#stretch(node);
    const isBlockList = isSeq(node) && node.flow !== true && Array.isArray(value) && value.length > 0;
    const column = this.#columnOf(start);
    const newText = isBlockList
      ? value.map((item) => `- ${flowText(item)}`).join(`${this.#lineEnd}${' '.repeat(column)}`)
      : flowText(value);
    return [{ start, end, newText }];
  }

  #list(path: Path, removed: ReadonlySet<number>, appended: readonly unknown[]): Splice[] {
    const list = this.#nodeAt(path);
    if (!isSeq(list) || list.range === undefined || list.range === null) return [];
    if (removed.size === list.items.length) return [this.#whole(list, path, appended)];
    const gone = [...removed].flatMap((index) => this.#removal([...path, index]));
    return appended.length === 0 ? gone : [...gone, this.#appended(list, appended)];
  }

  /** All items anew, each on a line of its own. */
  #whole(list: YAMLSeq, path: Path, items: readonly unknown[]): Splice {
    const { start, end } = this.#stretch(list);
    if (items.length === 0) return { start, end, newText: '[]' };
    const isBlock = list.flow !== true && list.items.length > 0;
    const column = isBlock ? this.#columnOf(start) : this.#indentOf(start) + 2;
    const lines = items.map((item) => `- ${flowText(item)}`).join(`${this.#lineEnd}${' '.repeat(column)}`);
    if (isBlock || this.#isInFlow(path)) return { start, end, newText: isBlock ? lines : flowText(items) };
    // The space behind the key goes with the brackets.
    const from = this.#text.slice(0, start).trimEnd().length;
    return { start: from, end, newText: `${this.#lineEnd}${' '.repeat(column)}${lines}` };
  }

  #appended(list: YAMLSeq, items: readonly unknown[]): Splice {
    const last = list.items.at(-1) as Node; // an item of a parsed list is a node
    const { end } = this.#stretch(last);
    if (list.flow === true) return { start: end, end, newText: items.map((item) => `, ${flowText(item)}`).join('') };
    const lineEnd = this.#text.indexOf('\n', end);
    const at = lineEnd === -1 ? this.#text.length : this.#text[lineEnd - 1] === '\r' ? lineEnd - 1 : lineEnd;
    const indent = ' '.repeat(this.#columnOf(this.#stretch(list).start));
    return {
      start: at,
      end: at,
      newText: items.map((item) => `${this.#lineEnd}${indent}- ${flowText(item)}`).join(''),
    };
  }

  #removal(path: Path): Splice[] {
    const { document } = loadYaml(Buffer.from(this.#text), 'test.yaml');
    const at: Location = { file: 'test.yaml', path, part: 'value' };
    const change = document?.locator.changes?.remove(at);
    return change === undefined ? [] : [change];
  }

  #nodeAt(path: Path): Node | undefined {
    const node = this.#document.getIn(path, true);
    return isScalar(node) || isMap(node) || isSeq(node) ? node : undefined;
  }

  /** True where a list stands inside brackets or braces: it must stay on its line. */
  #isInFlow(path: Path): boolean {
    return path.some((_, index) => {
      const above = this.#nodeAt(path.slice(0, index));
      return (isMap(above) || isSeq(above)) && above.flow === true;
    });
  }

  /** Without the line end that the parser counts to a block. */
  #stretch(node: Node): { readonly start: number; readonly end: number } {
    const [start, end] = node.range ?? [0, 0];
    return { start, end: start + this.#text.slice(start, end).trimEnd().length };
  }

  #columnOf(offset: number): number {
    return offset - (this.#text.lastIndexOf('\n', offset - 1) + 1);
  }

  #indentOf(offset: number): number {
    const line = this.#text.slice(this.#text.lastIndexOf('\n', offset - 1) + 1);
    return /^[ -]*/.exec(line)?.[0].length ?? 0;
  }
}

function plainOf(item: unknown): unknown {
  return isScalar(item) ? item.value : undefined;
}

interface ListChange {
  readonly removed: Set<number>;
  readonly appended: unknown[];
}

function listChanges(updates: readonly ExpectationUpdate[]): ReadonlyMap<Path, ListChange> {
  const byPlace = new Map<string, [Path, ListChange]>();
  const changeOf = (path: Path): ListChange => {
    const known = byPlace.get(JSON.stringify(path)) ?? [path, { removed: new Set<number>(), appended: [] }];
    byPlace.set(JSON.stringify(path), known);
    return known[1];
  };
  for (const update of updates) {
    if (update.kind === 'append') changeOf(update.path).appended.push(update.value);
    if (update.kind === 'remove') changeOf(update.path.slice(0, -1)).removed.add(Number(update.path.at(-1)));
  }
  return new Map(byPlace.values());
}
