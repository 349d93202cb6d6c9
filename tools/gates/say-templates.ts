import { isTest } from './file-list.ts';
import type { SourceModule } from './source-module.ts';
import { dottedName, isNode, nodesOf, type SyntaxNode } from './syntax-tree.ts';

/** A text for people as it stands in a source file. */
export interface SaidTemplate {
  readonly file: string;
  readonly line: number;
  /** With `{0}`, `{1}` … for its arguments: the key of its line in a catalogue. */
  readonly template: string;
  /** Arguments that are words written out, which no catalogue can translate. */
  readonly words: readonly string[];
}

/** Every text that a module says by say`…` or by `sentence('…')`. */
export function saidTemplates(module: SourceModule): SaidTemplate[] {
  if (isTest(module.file)) return [];
  const nodes = [...nodesOf(module)];
  const inEnglish = new Set(nodes.flatMap(saidInEnglish));
  return nodes.flatMap((node) => {
    if (inEnglish.has(node)) return [];
    const place = { file: module.file, line: module.lineAt(node.start) };
    const said = taggedTemplate(node) ?? plainSentence(node);
    return said === undefined ? mappedSentences(node).map((each) => ({ ...place, ...each })) : [{ ...place, ...said }];
  });
}

type Said = Pick<SaidTemplate, 'template' | 'words'>;

function taggedTemplate(node: SyntaxNode): Said | undefined {
  if (node.type !== 'TaggedTemplateExpression' || dottedName(node['tag']) !== 'say') return undefined;
  const quasi = node['quasi'];
  if (!isNode(quasi)) return undefined;
  const parts = nodesIn(quasi['quasis']).map(cooked);
  const args = nodesIn(quasi['expressions']);
  const template = parts.map((part, index) => (index === 0 ? part : `{${index - 1}}${part}`)).join('');
  return { template, words: args.flatMap(writtenWords) };
}

function plainSentence(node: SyntaxNode): Said | undefined {
  if (node.type !== 'CallExpression' || dottedName(node['callee']) !== 'sentence') return undefined;
  const [argument] = nodesIn(node['arguments']);
  const text = argument === undefined ? undefined : literal(argument);
  return text === undefined ? undefined : { template: text, words: [] };
}

/** The first argument of `inEnglish`, which other languages never say. */
function saidInEnglish(node: SyntaxNode): SyntaxNode[] {
  if (node.type !== 'CallExpression' || dottedName(node['callee']) !== 'inEnglish') return [];
  return nodesIn(node['arguments']).slice(0, 1);
}

/** The texts of `['…', '…'].map(sentence)`. */
function mappedSentences(node: SyntaxNode): Said[] {
  const callee = node['callee'];
  if (node.type !== 'CallExpression' || !isNode(callee) || callee.type !== 'MemberExpression') return [];
  const { object, property } = callee;
  const [how] = nodesIn(node['arguments']);
  if (dottedName(property) !== 'map' || dottedName(how) !== 'sentence' || !isNode(object)) return [];
  return nodesIn(object['elements'])
    .map(literal)
    .filter((text) => text !== undefined)
    .map((template) => ({ template, words: [] }));
}

/** Letters in a row that are no name in backticks: `a ${isOne ? 'file' : 'folder'}` hides two of them. */
const WORD = /[A-Za-z]{2}/;

/** Plain texts that an argument may be, through `? :`, `??` and brackets. */
function writtenWords(argument: SyntaxNode): string[] {
  switch (argument.type) {
    case 'ConditionalExpression':
      return nodesIn([argument['consequent'], argument['alternate']]).flatMap(writtenWords);
    case 'LogicalExpression':
      return nodesIn([argument['left'], argument['right']]).flatMap(writtenWords);
    case 'ParenthesizedExpression':
      return nodesIn([argument['expression']]).flatMap(writtenWords);
    case 'TemplateLiteral': {
      const text = nodesIn(argument['quasis']).map(cooked).join('');
      return WORD.test(withoutNames(text)) ? [text] : [];
    }
    default: {
      const text = literal(argument);
      return text !== undefined && WORD.test(withoutNames(text)) ? [text] : [];
    }
  }
}

/** A text without what stands in backticks, which is the same in every language. */
export function withoutNames(text: string): string {
  return text.replaceAll(/`[^`]*`/g, '');
}

function literal(node: SyntaxNode): string | undefined {
  return node.type === 'Literal' && typeof node['value'] === 'string' ? node['value'] : undefined;
}

function cooked(quasi: SyntaxNode): string {
  const value = quasi['value'];
  return typeof value === 'object' && value !== null && 'cooked' in value ? String(value.cooked) : '';
}

function nodesIn(value: unknown): SyntaxNode[] {
  return Array.isArray(value) ? value.filter(isNode) : [];
}
