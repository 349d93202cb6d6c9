import { isMapping } from './condition.ts';

/** Words that YAML, or a reader who knows an older one, takes for something else than text. */
const NO_TEXT = /^(?:true|false|null|yes|no|on|off|y|n)$/i;
const PLAIN = /^[A-Za-z_][\w-]*$/;

/** A value as YAML on one line, safe in every place: text is quoted unless it is one plain word. */
export function flowText(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return PLAIN.test(value) && !NO_TEXT.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map(flowText).join(', ')}]`;
  if (!isMapping(value)) return String(value);
  const members = Object.entries(value).map(([key, item]) => `${flowText(key)}: ${flowText(item)}`);
  return members.length === 0 ? '{}' : `{ ${members.join(', ')} }`;
}
