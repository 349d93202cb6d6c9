import { Document, isCollection, isMap, isPair, isScalar, Scalar, visit, type Node } from 'yaml';

/** Longest line, in characters, of a list or mapping that is written on one. */
const WIDTH = 110;

/** Parts of a definition that stay open, however short they are: people look for their keys line by line. */
const ALWAYS_OPEN = new Set(['source', 'sink']);

/** What YAML 1.1 or a person could take for a truth value or a date, and we mean as text. */
const MISTAKEN = /^(?:y|n|yes|no|on|off|\d{4}-\d{1,2}-\d{1,2}.*)$/i;

/**
 * A definition as the YAML that people would write: short lists and mappings on one line, quotes only
 * where they are needed, SQL of several lines as a block. `comment` goes above it. Same input, same bytes.
 */
export function printDefinition(definition: object, comment: string): string {
  const document = new Document(definition, { aliasDuplicateObjects: false });
  visit(document, {
    Scalar: (_key, node) => {
      if (typeof node.value === 'string' && MISTAKEN.test(node.value)) node.type = Scalar.QUOTE_DOUBLE;
    },
  });
  if (isMap(document.contents)) for (const pair of document.contents.items) closeShort(pair.value, keyOf(pair.key), 0);
  const head = comment.split('\n').map((line) => `# ${line}\n`);
  const lines = document.toString({ lineWidth: 0 }).split('\n');
  return `${head.join('')}${lines.map(tightLists).join('\n')}`;
}

/** A quoted text inside a flow collection; a plain one there holds none of what may stand before a quote. */
const QUOTED = /((?<=[[{,:?] )(?:"(?:[^"\\]|\\.)*"|'(?:[^']|'')*'))/;

/** `[ a, b ]` of the printer as `[a, b]`, where a line holds a list or mapping on one line. */
function tightLists(line: string): string {
  // only a flow collection begins its value with a bracket
  const start = /^(\s*(?:- )*)(?:(?:[^\s"'[{][^"'[{]*|"(?:[^"\\]|\\.)*"): )?(?=[[{])/.exec(line)?.[0];
  if (start === undefined) return line;
  const parts = line.slice(start.length).split(QUOTED);
  return start + parts.map((part, index) => (index % 2 === 1 ? part : tight(part, parts, index))).join('');
}

/** Between two quoted texts. */
function tight(part: string, parts: readonly string[], index: number): string {
  const inner = part.replaceAll(/\[ (?=\S)/g, '[').replaceAll(/(?<=\S) \]/g, ']');
  const opened = index + 1 < parts.length ? inner.replace(/\[ $/, '[') : inner;
  return index > 0 ? opened.replace(/^ \]/, ']') : opened;
}

/** Writes a collection on one line where it fits behind its key, else looks at what is in it. */
function closeShort(node: unknown, key: string, indent: number): void {
  if (!isCollection(node)) return;
  if (!ALWAYS_OPEN.has(key) && isOneLine(node) && indent + key.length + 2 + widthOf(node) <= WIDTH) {
    node.flow = true;
    return;
  }
  for (const item of node.items) {
    if (isPair(item)) closeShort(item.value, keyOf(item.key), indent + 2);
    else closeShort(item, '', indent + 2);
  }
}

function keyOf(key: unknown): string {
  return isScalar(key) ? String(key.value) : '';
}

/** No text in it needs lines of its own. */
function isOneLine(node: Node): boolean {
  let result = true;
  visit(node, {
    Scalar: (_key, { value }) => {
      if (typeof value === 'string' && value.includes('\n')) result = false;
    },
  });
  return result;
}

/** As JSON would be: within a few characters of the flow form. */
function widthOf(node: Node): number {
  return JSON.stringify(node.toJSON()).length;
}
