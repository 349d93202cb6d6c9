import type { Scalar } from 'yaml';

/**
 * A scalar as it is spelt, without the indentation of its lines: the first line, and the others each with what they
 * are indented beyond the least. Single quotes become double ones where nothing has to be escaped. Undefined for a
 * block text that states its own indentation.
 */
export function scalarText(source: string, node: Scalar.Parsed): readonly string[] | undefined {
  const [start, end] = node.range;
  const written = source.slice(start, end);
  switch (node.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return blockText(written);
    case 'QUOTE_SINGLE':
      return continued(written.includes('\n') ? written : inDoubleQuotes(String(node.value), written));
    default:
      return continued(written.trimEnd());
  }
}

function blockText(written: string): readonly string[] | undefined {
  const [header = '', ...lines] = written.split('\n');
  if (/^[|>][+-]?[0-9]/.test(header)) return undefined;
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const least = Math.min(...(indents.length === 0 ? [0] : indents));
  const body = lines.map((line) => line.slice(least));
  // Blank lines at the end are the layout's, unless the header keeps them.
  while (!header.includes('+') && body.length > 0 && body.at(-1)?.trim() === '') body.pop();
  return [header.trimEnd(), ...body];
}

/** Lines of a plain or quoted text that goes on: their indentation means nothing. */
function continued(written: string): readonly string[] {
  const [first = '', ...others] = written.split('\n');
  return others.length === 0 ? [first] : [first.trimEnd(), ...others.map((line) => line.trim())];
}

function inDoubleQuotes(value: string, written: string): string {
  return /["\\\p{C}]/u.test(value) ? written : `"${value}"`;
}
