import { isDeepStrictEqual } from 'node:util';
import type { Alias, Document, Node, Pair, ParsedNode, YAMLMap, YAMLSeq } from 'yaml';
import { furtherMistakes, MOST_MISTAKES, type Diagnostic } from '../diagnostics/index.ts';
import type { Location, Path, SourceFile } from '../text/index.ts';
import type { ScalarStyle, SpanNode } from './span-tree.ts';
import { stretch } from './stretch.ts';
import {
  aliasesExpand,
  collectionAsKey,
  duplicateKey,
  FORBIDDEN_KEYS,
  forbiddenKey,
  inexactInteger,
  MAX_DEPTH,
  MAX_EXPANDED_NODES,
  notFinite,
  notMergeable,
  tooDeep,
  unknownAlias,
  unknownTag,
} from './yaml-problems.ts';
import { yamlLibrary } from './yaml-library.ts';
import { trapOf } from './yaml-traps.ts';

/** A document as `yaml` parses it. */
export type YamlDocument = Document.Parsed<ParsedNode>;

/** What the careful parser makes of a text. `spans` is there whenever a tree could be built. */
export interface YamlTree {
  readonly value: unknown;
  readonly spans: SpanNode | undefined;
  readonly diagnostics: readonly Diagnostic[];
}

const KNOWN_TAGS: ReadonlySet<string> = new Set(
  ['str', 'int', 'float', 'bool', 'null', 'map', 'seq'].map((name) => `tag:yaml.org,2002:${name}`),
);
const STYLES: Readonly<Record<string, ScalarStyle>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
  BLOCK_FOLDED: 'folded',
};

interface Reading {
  readonly value: unknown;
  readonly span: SpanNode;
}

interface Entry extends Reading {
  readonly merged: boolean;
}

/** Turns one parsed document into plain data and a tree of spans, following aliases within limits. */
export class YamlTreeReader {
  readonly #yaml = yamlLibrary();
  readonly #file: SourceFile;
  readonly #document: YamlDocument;
  readonly #diagnostics: Diagnostic[] = [];
  /** The latest node of each anchor so far; looking them up in the document would take quadratic time. */
  readonly #anchors = new Map<string, Node>();
  readonly #targets = new WeakMap<Alias, Node>();
  /** Keys and indexes down to the value that is being read. */
  readonly #path: (string | number)[] = [];
  #aliasDepth = 0;
  /** The alias or merge in the text that is being followed; what it leads to may stand far away. */
  #followed: readonly [number, number] = [0, 0];
  #expanded = 0;
  #untold = 0;
  #stopped = false;

  constructor(file: SourceFile, document: YamlDocument) {
    this.#file = file;
    this.#document = document;
  }

  readDocument(): YamlTree {
    const { value, span } = this.#read(this.#document.contents, 0, 0);
    const further = this.#untold > 0 ? [furtherMistakes(this.#untold, this.#file.path)] : [];
    return { value, spans: span, diagnostics: [...this.#diagnostics, ...further] };
  }

  #read(node: Node | null | undefined, depth: number, fallback: number): Reading {
    if (node === null || node === undefined || this.#stopped) return empty(fallback);
    const [start, end] = rangeOf(node, fallback);
    if (this.#aliasDepth > 0) {
      this.#expanded += 1;
      if (this.#expanded > MAX_EXPANDED_NODES) return this.#stop(aliasesExpand, start, end);
    }
    if (depth >= MAX_DEPTH) return this.#stop(this.#aliasDepth > 0 ? aliasesExpand : tooDeep, start, end);
    if (this.#yaml.isAlias(node)) return this.#readAlias(node, depth, start, end);
    this.#remember(node);
    this.#checkTag(node, start);
    if (this.#yaml.isMap(node)) return this.#readMap(node, depth, start, end);
    if (this.#yaml.isSeq(node)) return this.#readSequence(node, depth, start, end);
    return this.#readScalar(node, start, end);
  }

  #readAt(step: string | number, node: Node | null, depth: number, fallback: number): Reading {
    this.#path.push(step);
    const reading = this.#read(node, depth, fallback);
    this.#path.pop();
    return reading;
  }

  #readScalar(node: Node, start: number, end: number): Reading {
    if (!this.#yaml.isScalar(node)) return empty(start);
    const style = STYLES[node.type ?? ''] ?? 'other';
    const value: unknown = node.value;
    const source = style === 'plain' ? (node.source ?? '') : '';
    if (typeof value === 'number' && style === 'plain') this.#checkNumber(value, source, start, end);
    const trap = source === '' ? undefined : trapOf(source, this.#path as Path, this.#at(start, end));
    if (trap !== undefined) this.#report({ ...trap, at: { ...trap.at, path: [...this.#path] } });
    const span: SpanNode =
      typeof value === 'string' ? { start, end, style, content: value } : { start, end, style: 'other' };
    return { value: typeof value === 'bigint' ? Number(value) : value, span };
  }

  #readSequence(node: YAMLSeq, depth: number, start: number, end: number): Reading {
    const children = new Map<number, SpanNode>();
    const value: unknown[] = [];
    for (const item of node.items as (Node | Pair | null)[]) {
      // `[a: 1]` gives a map of one pair; the parser has wrapped it already.
      const reading = this.#readAt(value.length, item as Node | null, depth + 1, start);
      children.set(value.length, reading.span);
      value.push(reading.value);
    }
    return { value, span: { start, end, style: 'other', children } };
  }

  #readMap(node: YAMLMap, depth: number, start: number, end: number): Reading {
    const entries = new Map<string, Entry>();
    for (const pair of node.items as Pair<Node, Node | null>[]) this.#readPair(pair, entries, depth, start);
    const children = new Map<string, SpanNode>();
    const value: Record<string, unknown> = {};
    for (const [key, entry] of entries) {
      children.set(key, entry.span);
      value[key] = entry.value;
    }
    return { value, span: { start, end, style: 'other', children } };
  }

  #readPair(pair: Pair<Node, Node | null>, entries: Map<string, Entry>, depth: number, mapStart: number): void {
    const keyNode = pair.key as Node | null;
    const [keyStart, keyEnd] = rangeOf(keyNode, mapStart);
    if (this.#yaml.isScalar(keyNode) && keyNode.value === '<<' && keyNode.type === 'PLAIN') {
      this.#merge(pair.value, entries, depth, keyStart, keyEnd);
      return;
    }
    const key = this.#keyText(keyNode, keyStart, keyEnd);
    const reading = this.#readAt(key ?? '', pair.value, depth + 1, keyEnd);
    if (key === undefined) return;
    const before = entries.get(key);
    if (before?.merged === false) {
      const first = before.span.key ?? before.span;
      const same = isDeepStrictEqual(before.value, reading.value);
      this.#report(duplicateKey(key, this.#at(keyStart, keyEnd), this.#at(first.start, first.end), same));
    } else entries.set(key, { value: reading.value, merged: false, span: named(reading.span, keyStart, keyEnd) });
  }

  #keyText(node: Node | null, start: number, end: number): string | undefined {
    if (node !== null && !this.#yaml.isAlias(node)) this.#remember(node);
    const target = this.#yaml.isAlias(node) ? this.#resolve(node) : node;
    if (target !== null && target !== undefined && !this.#yaml.isScalar(target)) {
      this.#report(collectionAsKey(this.#file, start, end));
      return undefined;
    }
    const key = String(target?.value ?? null);
    if (!FORBIDDEN_KEYS.has(key)) return key;
    this.#report(forbiddenKey(key, this.#at(start, end)));
    return undefined;
  }

  #readAlias(node: Alias, depth: number, start: number, end: number): Reading {
    const target = this.#resolve(node);
    if (target === undefined) {
      this.#report(unknownAlias(node.source, this.#at(start, end)));
      return empty(start);
    }
    if (this.#aliasDepth === 0) this.#followed = [start, end];
    this.#aliasDepth += 1;
    const { value } = this.#read(target, depth + 1, start);
    this.#aliasDepth -= 1;
    // What the alias brings in is shown where the alias stands: that is what this author wrote here.
    return { value, span: { start, end, style: 'other' } };
  }

  /** `<<`: keys written out win over merged ones, earlier merged ones over later. */
  #merge(node: Node | null, entries: Map<string, Entry>, depth: number, start: number, end: number): void {
    for (const source of this.#yaml.isSeq(node) ? (node.items as Node[]) : [node]) {
      if (this.#aliasDepth === 0) this.#followed = [start, end];
      this.#aliasDepth += 1;
      const { value } = this.#read(source, depth + 1, end);
      this.#aliasDepth -= 1;
      const [from, to] = rangeOf(source, start);
      if (typeof value !== 'object' || value === null || Array.isArray(value)) {
        if (!this.#stopped) this.#report(notMergeable(this.#at(from, to)));
        continue;
      }
      for (const [key, merged] of Object.entries(value)) {
        if (entries.has(key)) continue;
        entries.set(key, {
          value: merged,
          merged: true,
          span: { start: from, end: to, style: 'other', key: { start, end } },
        });
      }
    }
  }

  #remember(node: Node): void {
    const anchor = 'anchor' in node && typeof node.anchor === 'string' ? node.anchor : undefined;
    if (anchor !== undefined && this.#aliasDepth === 0) this.#anchors.set(anchor, node);
  }

  /** The anchor before an alias in the text, also when the alias is read again through another. */
  #resolve(alias: Alias): Node | undefined {
    const known = this.#targets.get(alias) ?? this.#anchors.get(alias.source);
    if (known !== undefined) this.#targets.set(alias, known);
    return known;
  }

  #checkTag(node: Node, start: number): void {
    const tag = 'tag' in node && typeof node.tag === 'string' ? node.tag : undefined;
    if (tag !== undefined && !KNOWN_TAGS.has(tag)) this.#report(unknownTag(this.#file, tag, start));
  }

  #checkNumber(value: number, source: string, start: number, end: number): void {
    if (!Number.isFinite(value)) this.#report(notFinite(source, this.#at(start, end)));
    else if (Number.isInteger(value) && !Number.isSafeInteger(value)) {
      const problem = inexactInteger(value, source, this.#at(start, end));
      // with its path, so that an error at the same value speaks for both
      this.#report({ ...problem, at: { ...problem.at, path: [...this.#path] } });
    }
  }

  #stop(problem: (at: Location) => Diagnostic, start: number, end: number): Reading {
    this.#stopped = true;
    const [from, to] = this.#aliasDepth > 0 ? this.#followed : [start, Math.min(end, start + 1)];
    this.#diagnostics.push(problem(this.#at(from, to)));
    return empty(start);
  }

  #at(start: number, end: number): Location {
    return stretch(this.#file.path, start, end);
  }

  /** What an alias brings in again was reported where it is written. */
  #report(diagnostic: Diagnostic): void {
    if (this.#aliasDepth > 0) return;
    if (this.#diagnostics.length < MOST_MISTAKES) this.#diagnostics.push(diagnostic);
    else this.#untold += 1;
  }
}

function rangeOf(node: Node | null | undefined, fallback: number): readonly [number, number] {
  const range = node?.range;
  return range === null || range === undefined ? [fallback, fallback] : [range[0], range[1]];
}

function empty(at: number): Reading {
  return { value: null, span: { start: at, end: at, style: 'other' } };
}

/** The span of a value with that of its key. */
function named(span: SpanNode, start: number, end: number): SpanNode {
  return { ...span, key: { start, end } };
}
