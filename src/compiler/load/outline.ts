import type { Node, Pair } from 'yaml';
import type { SourceFile } from '../text/index.ts';
import { literalValue } from './typescript-cursor.ts';
import { callsOf, parts } from './typescript-places.ts';
import { tokensOf } from './typescript-tokens.ts';
import { yamlLibrary } from './yaml-library.ts';
import { keyText, readTolerantly } from './yaml-tolerant.ts';

/** One entry of a file's outline. Offsets in UTF-16 units; `name…` is the part that names it. */
export interface OutlineNode {
  readonly name: string;
  /** A plain value, shortened. */
  readonly detail: string;
  readonly kind: 'map' | 'list' | 'value';
  readonly start: number;
  readonly end: number;
  readonly nameStart: number;
  readonly nameEnd: number;
  readonly children: readonly OutlineNode[];
}

const LONGEST_DETAIL = 60;
const MAX_DEPTH = 20;

/** What a file holds, also when it does not parse: keys of YAML, `definePipeline` calls of TypeScript. */
export function outlineOf(file: SourceFile): readonly OutlineNode[] {
  return file.path.endsWith('.ts') ? typeScriptOutline(file.text) : yamlOutline(file.text);
}

function yamlOutline(text: string): readonly OutlineNode[] {
  const yaml = yamlLibrary();
  const childrenOf = (node: Node | null | undefined, depth: number): OutlineNode[] => {
    if (depth > MAX_DEPTH) return [];
    // parsed collections hold parsed nodes
    if (yaml.isMap(node))
      return (node.items as Pair<Node, Node | null>[]).map((pair) =>
        entry(keyText(text, pair.key), pair.key, pair.value, depth),
      );
    if (!yaml.isSeq(node)) return [];
    return (node.items as (Node | null)[]).flatMap((item) =>
      yaml.isMap(item) ? [entry(nameOf(item), item, item, depth)] : [],
    );
  };
  const entry = (name: string, key: Node, value: Node | null, depth: number): OutlineNode => {
    const [nameStart, nameEnd] = key.range ?? [0, 0];
    const end = trimmed(text, Math.max(nameEnd, value?.range?.[1] ?? 0), nameStart);
    return {
      name: name === '' ? '-' : name,
      detail: yaml.isScalar(value) ? shortened(String(value.value ?? '')) : '',
      kind: yaml.isMap(value) ? 'map' : yaml.isSeq(value) ? 'list' : 'value',
      start: nameStart,
      end,
      nameStart,
      nameEnd: Math.min(nameEnd, end),
      children: childrenOf(value, depth + 1),
    };
  };
  const nameOf = (item: Node): string => {
    const name = yaml.isMap(item) ? item.get('name') : undefined;
    return typeof name === 'string' ? name : '';
  };
  return childrenOf(readTolerantly(text)?.contents, 0);
}

function typeScriptOutline(text: string): readonly OutlineNode[] {
  const tokens = tokensOf(text);
  return callsOf(tokens).map(({ name, open }) => {
    const argument = parts(tokens, open)[0] ?? [];
    const value = literalValue(argument);
    const named = typeof value === 'object' && value !== null && 'name' in value ? value.name : undefined;
    return {
      name: typeof named === 'string' ? named : 'definePipeline',
      detail: '',
      kind: 'map',
      start: name.start,
      end: Math.max(name.end, argument.at(-1)?.end ?? 0),
      nameStart: name.start,
      nameEnd: name.end,
      children: [],
    };
  });
}

function trimmed(text: string, end: number, start: number): number {
  let at = end;
  while (at > start + 1 && /\s/.test(text.charAt(at - 1))) at -= 1;
  return at;
}

function shortened(text: string): string {
  const line = text.split('\n', 1)[0] ?? '';
  return line.length > LONGEST_DETAIL ? `${line.slice(0, LONGEST_DETAIL)}…` : line;
}
