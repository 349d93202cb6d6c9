import { isMap, isScalar, isSeq, parseDocument, type Node, type Pair } from 'yaml';
import { createSourceFile, type Path } from '../../src/compiler/text/index.ts';

/** A key of a YAML text, and what it stands for. Offsets in UTF-16 units. */
export interface WrittenKey {
  readonly name: string;
  /** To the map that holds it. */
  readonly owner: Path;
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Where the value stands; of a block its lines. */
  readonly valueStart: number;
  readonly valueEnd: number;
  readonly kind: 'scalar' | 'map' | 'list';
  readonly value: unknown;
  readonly flow: boolean;
}

/** Every key that is written in a text, in its order. */
export function writtenKeys(text: string): WrittenKey[] {
  const file = createSourceFile('a.yaml', text);
  const found: WrittenKey[] = [];
  const visit = (node: Node | null, path: Path): void => {
    // parsed collections hold parsed nodes
    if (isSeq(node)) node.items.forEach((item, index) => visit(item as Node | null, [...path, index]));
    if (!isMap(node)) return;
    for (const { key, value } of node.items as Pair<Node, Node | null>[]) {
      if (!isScalar(key)) continue;
      const [start = 0, end = 0] = key.range ?? [];
      const [valueStart, valueLimit] = value?.range ?? [end, end];
      found.push({
        name: String(key.value),
        owner: path,
        start,
        end,
        line: file.position(start).line,
        valueStart,
        valueEnd: valueStart + text.slice(valueStart, valueLimit).trimEnd().length,
        kind: isMap(value) ? 'map' : isSeq(value) ? 'list' : 'scalar',
        value: value?.toJSON() as unknown,
        flow: node.flow === true,
      });
      visit(value, [...path, String(key.value)]);
    }
  };
  visit(parseDocument(text).contents as Node | null, []);
  return found;
}
