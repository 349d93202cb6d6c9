import { harmless } from './display-width.ts';

/** Shown as nothing, and keeps what is around it from being one word. */
const APART = '&#8203;';

/** One line of Markdown: names in backticks stay code; of the rest nothing is markup, a mention, a link or a line end. */
export function markdownLine(text: string): string {
  const parts = inOneLine(text).split('`');
  const open = parts.length % 2 === 0 ? parts.pop() : undefined;
  const told = parts.map((part, index) => (index % 2 === 1 ? markdownCode(part) : escaped(part))).join('');
  return open === undefined ? told : `${told}&#96;${escaped(open)}`;
}

/** Code in a line or in a cell of a table, whatever backticks and bars it has. */
export function markdownCode(written: string): string {
  const text = inOneLine(written);
  // between backticks a backslash before a bar would end the cell
  if (text.includes(String.raw`\|`)) return `<code>${escaped(text).replaceAll('`', '&#96;')}</code>`;
  const longest = Math.max(0, ...(text.match(/`+/g) ?? []).map((run) => run.length));
  const fence = '`'.repeat(longest + 1);
  const room = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return text === '' ? '' : `${fence}${room}${text.replaceAll('|', String.raw`\|`)}${room}${fence}`;
}

/** Without what would turn the text around, as names from a repository may. */
function inOneLine(text: string): string {
  return harmless(text.replaceAll(/\s+/g, ' '));
}

/** GitHub looks for `@name` and `#1` in the text that is shown, where an entity or a backslash is gone already. */
function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll(/[\\*_[\]#|~!]/g, String.raw`\$&`)
    .replaceAll(/@|#(?=\d)|(?<=\bhttps?:|\bwww)(?=[/.])/gi, (sign) => `${sign}${APART}`);
}
