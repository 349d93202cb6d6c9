import type { Document, Node, Pair, ParsedNode } from 'yaml';
import { isMapping, type Path } from '../text/index.ts';
import { yamlLibrary } from './yaml-library.ts';

/** A document with everything that could be read of it, right or wrong. */
export type TolerantDocument = Document.Parsed<ParsedNode>;

/** Aliases lead to values again; no text of an author needs more. */
const MAX_NODES = 20_000;

/** Reads the first document of a text, whatever is wrong with it: `yaml` 2.9.1 goes on after each error. */
export function readTolerantly(text: string): TolerantDocument | undefined {
  const [first] = yamlLibrary().parseAllDocuments(text, {
    logLevel: 'silent',
    prettyErrors: false,
    uniqueKeys: false,
    strict: false,
    version: '1.2',
    schema: 'core',
  });
  // parseAllDocuments gives documents it has parsed
  return first as TolerantDocument | undefined;
}

/** The key of a pair. Of one that swallowed the line before it, as a half-written key does, the last line. */
export function keyText(text: string, key: unknown): string {
  const yaml = yamlLibrary();
  if (!yaml.isScalar(key)) return '';
  const [start, end] = key.range ?? [0, 0];
  const written = text.slice(start, end);
  return written.includes('\n') ? written.slice(written.lastIndexOf('\n') + 1).trim() : String(key.value ?? '');
}

/** The document as plain data, aliases followed; what cannot be read is null. */
export function plainValue(text: string, document: TolerantDocument): unknown {
  const yaml = yamlLibrary();
  let left = MAX_NODES;
  const plain = (node: Node | null | undefined, depth: number): unknown => {
    left -= 1;
    if (left < 0 || depth > 50 || node === null || node === undefined) return null;
    if (yaml.isAlias(node)) return plain(node.resolve(document), depth + 1);
    if (yaml.isSeq(node)) return node.items.map((item) => plain(item as Node | null, depth + 1));
    if (!yaml.isMap(node)) return yaml.isScalar(node) ? node.value : null;
    const entries: [string, unknown][] = [];
    // a parsed map holds parsed pairs
    for (const pair of node.items as Pair<Node, Node | null>[]) {
      const key = keyText(text, pair.key);
      const value = plain(pair.value, depth + 1);
      if (key === '<<' && isMapping(value)) entries.unshift(...Object.entries(value));
      else entries.push([key, value]);
    }
    return Object.fromEntries(entries);
  };
  return plain(document.contents, 0);
}

/** Visits every scalar, keys too, with its path; stops when `visit` gives true. */
export function visitScalars(
  text: string,
  document: TolerantDocument,
  visit: (node: Node, path: Path, part: 'key' | 'value', flow: boolean) => boolean,
): void {
  const yaml = yamlLibrary();
  const walk = (node: Node | null | undefined, path: Path, inFlow: boolean): boolean => {
    if (node === null || node === undefined) return false;
    if (yaml.isSeq(node))
      return node.items.some((item, index) =>
        walk(item as Node | null, [...path, index], inFlow || node.flow === true),
      );
    if (!yaml.isMap(node)) return visit(node, path, 'value', inFlow);
    const flow = inFlow || node.flow === true;
    return (node.items as Pair<Node, Node | null>[]).some(
      ({ key, value }) =>
        visit(key, [...path, keyText(text, key)], 'key', flow) || walk(value, [...path, keyText(text, key)], flow),
    );
  };
  walk(document.contents, [], false);
}
