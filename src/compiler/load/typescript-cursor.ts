import type { Path } from '../text/index.ts';
import type { Cursor } from './cursor.ts';
import { callAt, parts } from './typescript-places.ts';
import { tokensOf, type Token } from './typescript-tokens.ts';

const DEFINE = /(?:^|\.)definePipeline$/;

/** The place at an offset of TypeScript: a key or a literal in the argument of a `definePipeline` call. */
export function typeScriptCursor(text: string, offset: number): Cursor | undefined {
  const tokens = tokensOf(text);
  const call = callAt(tokens, offset);
  if (call === undefined || !DEFINE.test(call.name.value)) return undefined;
  const argument = parts(tokens, call.open)[0] ?? [];
  const found = descend(text, argument, [], offset);
  return found && { ...found, flow: true, lead: '', definition: literalValue(argument), call: call.name.start };
}

type Found = Pick<Cursor, 'path' | 'part' | 'text' | 'start' | 'end' | 'style'>;

function descend(text: string, tokens: readonly Token[], path: Path, offset: number): Found | undefined {
  const [head] = tokens;
  if (head === undefined) return undefined;
  if (head.kind === 'text' || head.kind === 'opaque') return atText(text, head, path, offset);
  if (head.kind !== 'mark' || (head.value !== '{' && head.value !== '[')) return undefined;
  for (const [index, part] of parts(tokens, 0).entries()) {
    const [first, colon] = part;
    const last = part.at(-1);
    if (first === undefined || last === undefined || offset < first.start || offset > last.end) continue;
    if (head.value === '[') return descend(text, part, [...path, index], offset);
    if (first.kind === 'mark') return undefined;
    const own = [...path, first.value];
    if (offset <= first.end) return { ...stretchOf(text, first), path: own, part: 'key' };
    return colon?.value === ':' ? descend(text, part.slice(2), own, offset) : undefined;
  }
  return undefined;
}

function atText(text: string, token: Token, path: Path, offset: number): Found | undefined {
  const place = stretchOf(text, token);
  return offset < place.start || offset > place.end ? undefined : { ...place, path, part: 'value' };
}

/** A token without its quotes; the closing one may be missing. */
function stretchOf(text: string, { kind, start, end }: Token): Pick<Cursor, 'text' | 'start' | 'end' | 'style'> {
  if (kind === 'word') return { text: text.slice(start, end), start, end, style: 'plain' };
  const closed = end > start + 1 && text.charAt(end - 1) === text.charAt(start);
  const [from, to] = [start + 1, closed ? end - 1 : end];
  return { text: text.slice(from, to), start: from, end: to, style: 'quoted' };
}

/** The value of literals; what is computed is left out. */
export function literalValue(tokens: readonly Token[]): unknown {
  const [head, second] = tokens;
  if (head === undefined) return undefined;
  if (head.kind === 'mark' && head.value === '[') return parts(tokens, 0).map(literalValue);
  if (head.kind === 'mark' && head.value === '{') {
    const entries = parts(tokens, 0).flatMap(([key, colon, ...rest]) =>
      key !== undefined && key.kind !== 'mark' && colon?.value === ':'
        ? [[key.value, literalValue(rest)] as const]
        : [],
    );
    return Object.fromEntries(entries);
  }
  if (second !== undefined && second.value !== 'as' && second.value !== 'satisfies') return undefined;
  if (head.kind === 'text') return head.value;
  if (head.value === 'true' || head.value === 'false') return head.value === 'true';
  return head.kind === 'word' && /^\d[\d_.]*$/.test(head.value) ? Number(head.value.replaceAll('_', '')) : undefined;
}
