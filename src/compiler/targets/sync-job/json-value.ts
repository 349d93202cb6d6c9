import { say } from '../../../message/index.ts';
import { toTemplate, type Template } from '../../artefact/index.ts';
import { makeDiagnostic } from '../../diagnostics/index.ts';
import { child } from '../../text/index.ts';
import type { RunTimeText, Text } from '../../../time/index.ts';
import type { PluginUse } from './plugin-use.ts';

/** No text of an author holds this character. */
const MARK = '\u{F0000}';

/**
 * The JSON object that a text holds, with its run-time values inside the strings in which they stand.
 * Anything else is reported: the engine takes an object here, and would search for a text in its place.
 */
export function jsonOf(text: Text, field: string, { plugin, node, context }: PluginUse): Template | undefined {
  const value = parse(typeof text === 'string' ? text : marked(text));
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return unmarked(value, typeof text === 'string' ? [] : text.parts);
  context.report(
    makeDiagnostic('SL0652', child(node.at, field), say`\`${field}\` is not the JSON text of an object`, {
      notes: [say`\`${plugin.name}\` takes a query as JSON`],
      help: say`write a query of the store, as in \`'{"term": {"level": 3}}'\`; a run-time value stands inside a string`,
    }),
  );
  return undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function marked({ parts }: RunTimeText): string {
  return parts.map((part, index) => (typeof part === 'string' ? part : `${MARK}${index}${MARK}`)).join('');
}

/** Puts the values back; every other part is plain JSON of what `JSON.parse` gave. */
function unmarked(value: unknown, parts: RunTimeText['parts']): Template {
  if (typeof value === 'string') return textOf(value, parts);
  if (Array.isArray(value)) return value.map((element) => unmarked(element, parts));
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([key, member]) => [key, unmarked(member, parts)]));
  return typeof value === 'number' || typeof value === 'boolean' ? value : null;
}

function textOf(text: string, parts: RunTimeText['parts']): Template {
  const pieces = text.split(MARK).map((piece, index) => (index % 2 === 0 ? piece : (parts[Number(piece)] ?? '')));
  if (pieces.length === 1) return text;
  return toTemplate({ kind: 'run-time-text', parts: pieces.filter((piece) => piece !== '') });
}
