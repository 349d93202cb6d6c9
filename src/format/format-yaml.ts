import { isDeepStrictEqual } from 'node:util';
import {
  Composer,
  isCollection,
  isPair,
  isScalar,
  Parser,
  visit,
  type Document,
  type Node,
  type ParsedNode,
  type Scalar,
} from 'yaml';
import { Placeholders } from './placeholders.ts';
import { scalarText } from './scalar-text.ts';

type Parsed = Document.Parsed<ParsedNode>;

/** Longest list or mapping in brackets, in characters, that is put on one line where it stood on several. */
const JOINED = 110;
/** Longest that stays on one line where its author wrote it so. */
const KEPT = 160;

/** What became of a text. `left` texts are not YAML that can be formatted without a change of meaning. */
export type Formatted =
  | { readonly kind: 'formatted'; readonly text: string }
  | { readonly kind: 'left'; readonly why: 'not-yaml' | 'not-sure' };

/**
 * Formats a YAML document: two spaces a level, list items under their key, `[a, b]` and `{ a: 1 }`, one blank line at
 * most, double quotes, `# comment`; a list or mapping in brackets that is longer than a line stands open. Values,
 * their spelling (`0x1F`, `1.10`), order and comments stay. Twice gives the same as once; the result is read again,
 * and a text whose meaning or comments would change is left as it is. Line ends of Windows are kept, a byte order
 * mark is not.
 */
export function formatYaml(written: string): Formatted {
  const text = written.replace(/^\uFEFF/, '');
  const windows = /\r\n/.test(text);
  const source = text.replaceAll('\r\n', '\n');
  const document = readDocument(source);
  if (document === undefined) return { kind: 'left', why: 'not-yaml' };
  // Only comments: there is nothing to lay out.
  if (document.contents === null) return { kind: 'formatted', text: withLineEnds(`${source.trimEnd()}\n`, windows) };
  const formatted = printStable(source, document);
  if (formatted === undefined || !meansTheSame(source, formatted)) return { kind: 'left', why: 'not-sure' };
  return { kind: 'formatted', text: withLineEnds(formatted, windows) };
}

/** A list that spacing makes too long for its line opens in the next round; nothing takes more than a few. */
function printStable(source: string, document: Parsed): string | undefined {
  let text = print(source, document);
  for (let round = 0; text !== undefined && round < 4; round += 1) {
    const again = readDocument(text);
    const next = again === undefined ? undefined : print(text, again);
    if (next === text) return text;
    text = next;
  }
  return undefined;
}

function withLineEnds(text: string, windows: boolean): string {
  return windows ? text.replaceAll('\n', '\r\n') : text;
}

/** The one document of a text without mistakes. */
function readDocument(source: string): Parsed | undefined {
  const composer = new Composer({ logLevel: 'error', uniqueKeys: false, version: '1.2', schema: 'core' });
  const [document, second] = composer.compose(new Parser().parse(source), true);
  if (document === undefined || second !== undefined || document.errors.length > 0) return undefined;
  return hasAnchors(document as Parsed) ? (document as Parsed) : undefined;
}

/** An alias that names no anchor is a mistake that the parser leaves to its reader. */
function hasAnchors(document: Parsed): boolean {
  let found = true;
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document) === undefined) found = false;
    },
  });
  return found;
}

/** A comment at the end that stands directly under the last entry stays there: the printer would part them. */
function keepLastComment(source: string, document: Parsed): void {
  const { contents, comment } = document;
  if (
    comment === null ||
    comment === '' ||
    contents === null ||
    contents.comment ||
    /\n\s*\n(?:\s*#.*\n?)+\s*$/.test(source)
  )
    return;
  contents.comment = comment;
  document.comment = null;
}

/** Undefined where a scalar cannot be carried over as it is written. */
function print(source: string, document: Parsed): string | undefined {
  if (source.includes(Placeholders.OPEN)) return undefined;
  const placeholders = new Placeholders();
  keepLastComment(source, document);
  openLongFlows(document.contents, source);
  let carried = true;
  visit(document, {
    Scalar(key, node) {
      if (key === 'key' || node.range === null || node.range === undefined) return;
      const spelt = scalarText(source, node as Scalar.Parsed);
      if (spelt === undefined) carried = false;
      else placeholders.stand(node, spelt);
    },
  });
  if (!carried) return undefined;
  const laidOut = document.toString({
    lineWidth: 0,
    commentString: (comment) => placeholders.comment(comment),
  });
  return placeholders.fill(laidOut.replaceAll(/\[ (?=\S)/g, '[').replaceAll(/(?<=\S) \]/g, ']'));
}

/** A collection in brackets that is too long for a line stands open, and so do those around it. */
function openLongFlows(node: Node | null, source: string): void {
  if (!isCollection(node)) return;
  if (node.flow === true && isTooLong(node, source) && !hasComment(node)) node.flow = false;
  for (const item of node.items) openLongFlows((isPair(item) ? item.value : item) as Node | null, source);
}

function isTooLong({ range }: Node, source: string): boolean {
  if (range === null || range === undefined) return false;
  const written = source.slice(range[0], range[1]);
  return written.includes('\n') ? written.replaceAll(/\s+/g, ' ').length > JOINED : written.length > KEPT;
}

function hasComment(node: Node): boolean {
  let found = false;
  visit(node, {
    Node(_key, { comment, commentBefore }) {
      if (comment || commentBefore) found = true;
    },
  });
  return found;
}

/** Formatting is not worth a surprise: same data, same anchors, same comments in their order. */
function meansTheSame(before: string, after: string): boolean {
  const [was, is] = [readDocument(before), readDocument(after)];
  if (was === undefined || is === undefined) return false;
  return isDeepStrictEqual(contentOf(was), contentOf(is)) && isDeepStrictEqual(commentsOf(before), commentsOf(after));
}

function contentOf(document: Parsed): unknown[] {
  const content: unknown[] = [];
  visit(document, {
    Node(key, node) {
      const anchor = 'anchor' in node ? node.anchor : undefined;
      content.push([key, node.tag, anchor, isScalar(node) ? node.value : 'source' in node ? node.source : undefined]);
    },
  });
  return content;
}

/** Words of all comments, without the layout around them. */
function commentsOf(source: string): string[] {
  const comments: string[] = [];
  for (const token of new Parser().parse(source)) collectComments(token, comments);
  return comments;
}

function collectComments(token: unknown, comments: string[]): void {
  if (typeof token !== 'object' || token === null) return;
  if ('type' in token && token.type === 'comment' && 'source' in token)
    comments.push(String(token.source).replace(/^#\s*/, '').trimEnd());
  for (const child of Object.values(token)) collectComments(child, comments);
}
