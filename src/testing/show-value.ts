import { say, type Message } from '../message/index.ts';
import { isMapping } from './condition.ts';

const LONGEST = 240;

/** A value on one line as YAML would write it, cut where it is long. */
export function showValue(value: unknown): string {
  const text = inline(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

/** The same in backticks, as messages have values; without them where it has some itself. */
export function quoted(value: unknown): Message {
  const text = showValue(value);
  return text.includes('`') ? say`${text}` : say`\`${text}\``;
}

/** Words of an engine, which know no backticks of ours. */
export function engineWords(text: string): Message {
  return say`\`${text.replaceAll('`', "'").replaceAll(/\s+/g, ' ')}\``;
}

function inline(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (Array.isArray(value)) return `[${value.map(inline).join(', ')}]`;
  if (isMapping(value)) {
    const members = Object.entries(value).map(([key, item]) => `${key}: ${inline(item)}`);
    return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
  }
  return typeof value === 'bigint' ? String(value) : JSON.stringify(value);
}
