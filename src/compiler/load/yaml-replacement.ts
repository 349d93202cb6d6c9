import type { Node } from 'yaml';
import type { Location, TextChange } from '../text/index.ts';
import { offsetsWithin } from './scalar-offsets.ts';
import type { SpanNode } from './span-tree.ts';
import type { YamlSlot } from './yaml-entry.ts';
import { yamlLibrary } from './yaml-library.ts';

/** Writes another text in place of a key, a value, or a stretch of a text. A word keeps the quotes around it. */
export function replacementOf(
  text: string,
  { value, slot, entry }: YamlSlot,
  at: Location,
  newText: string,
): TextChange | undefined {
  const node = at.part === 'key' ? entry?.key : value;
  if (node === undefined) return undefined;
  if (node === null || node.range?.[0] === node.range?.[1]) {
    // a stretch of nothing: behind the colon
    return entry === undefined ? undefined : { start: slot, end: slot, newText: ` ${newText}` };
  }
  if (at.within !== undefined) return stretchOf(text, node, at.within, newText, entry?.owner.flow === true);
  const [start, valueEnd] = node.range ?? [0, 0];
  const written = text.slice(start, valueEnd).trimEnd();
  return { start, end: start + written.length, newText: inQuotes(written, newText) };
}

function stretchOf(
  text: string,
  node: Node,
  within: { readonly start: number; readonly end: number },
  newText: string,
  flow: boolean,
): TextChange | undefined {
  const yaml = yamlLibrary();
  if (!yaml.isScalar(node) || typeof node.value !== 'string' || node.range == null) return undefined;
  const [start, end] = node.range;
  const style = STYLES[node.type ?? ''];
  if (style === undefined) return undefined;
  if (style === 'plain' && flow && /[,[\]{}]/.test(newText)) {
    // `[a money]` becomes `["a decimal(19,4)"]`: without quotes the comma would end the entry
    const whole = node.value.slice(0, within.start) + newText + node.value.slice(within.end);
    return { start, end, newText: `"${escaped(whole)}"` };
  }
  const stretch = offsetsWithin(text, { start, end, style, content: node.value }, within);
  if (stretch === undefined) return undefined;
  return {
    ...stretch,
    newText: style === 'single' ? newText.replaceAll("'", "''") : style === 'double' ? escaped(newText) : newText,
  };
}

const STYLES: Readonly<Record<string, SpanNode['style']>> = {
  PLAIN: 'plain',
  QUOTE_SINGLE: 'single',
  QUOTE_DOUBLE: 'double',
  BLOCK_LITERAL: 'literal',
};

function escaped(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

/** Words that are no text without quotes. */
const NO_TEXT = /^(?:true|false|null)$/i;

/** A word in place of a quoted one gets its quotes; a number, a list or what brings quotes of its own does not. */
function inQuotes(written: string, newText: string): string {
  const quote = written[0];
  const isWord = /^[A-Za-z_][\w.-]*$/.test(newText) && !NO_TEXT.test(newText);
  return isWord && (quote === '"' || quote === "'") ? `${quote}${newText}${quote}` : newText;
}
