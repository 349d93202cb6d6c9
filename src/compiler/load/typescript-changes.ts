import type { Changes, Location, Path, TextChange } from '../text/index.ts';
import { parts, writtenAt, type CallPlace, type WrittenValue } from './typescript-places.ts';
import type { Token } from './typescript-tokens.ts';
import { lineBreak, lineStart, nextLine, ownsLine } from './yaml-lines.ts';
import { yamlLibrary } from './yaml-library.ts';

/** The call that made the definition of a location, and the path in its argument. */
export interface WrittenDefinition {
  readonly tokens: readonly Token[];
  readonly call: CallPlace;
  readonly path: Path;
  /** What came out at the path; the text is changed only where it says the same. */
  readonly value: unknown;
}

/**
 * Changes of literals in a `definePipeline` call: values and keys, entries of object literals and lists. What is computed
 * is not touched. Texts to write come as YAML, as for every definition, and are written as TypeScript.
 */
export function typeScriptChanges(text: string, find: (at: Location) => WrittenDefinition | undefined): Changes {
  const entryAt = (at: Location): { written: WrittenValue; siblings: readonly (readonly Token[])[] } | undefined => {
    const found = find(at);
    if (found === undefined || found.path.length === 0) return undefined;
    const written = writtenAt(found.tokens, found.call, found.path);
    const owner = writtenAt(found.tokens, found.call, found.path.slice(0, -1));
    return written && owner && { written, siblings: parts(owner.tokens, 0) };
  };
  return {
    replace(at, newText) {
      const found = find(at);
      const written = found && writtenAt(found.tokens, found.call, found.path);
      if (found === undefined || written === undefined) return undefined;
      return at.part === 'key'
        ? keyReplaced(text, written, newText)
        : valueReplaced(text, written, found.value, at, newText);
    },
    remove(at) {
      const entry = entryAt(at);
      return entry && removed(text, entry.written, entry.siblings);
    },
    insert(at, key, value) {
      const found = find(at);
      const written = found && writtenAt(found.tokens, found.call, found.path);
      return written && inserted(text, written.tokens, `${propertyName(key)}: ${literal(value, "'")}`);
    },
    move: () => undefined,
  };
}

function keyReplaced(text: string, { key }: WrittenValue, newText: string): TextChange | undefined {
  if (key === undefined) return undefined;
  const quote = text.charAt(key.start);
  return {
    start: key.start,
    end: key.end,
    newText: key.kind === 'text' ? quote + newText + quote : propertyName(newText),
  };
}

function valueReplaced(
  text: string,
  { tokens }: WrittenValue,
  value: unknown,
  { within }: Location,
  newText: string,
): TextChange | undefined {
  const [token, ...more] = tokens;
  const alone = more.length === 0 || more[0]?.value === 'as' || more[0]?.value === 'satisfies';
  if (token === undefined || !alone || (token.kind !== 'text' && token.kind !== 'word')) return undefined;
  if (token.kind === 'text' ? token.value !== value : typeof value === 'string' || token.value !== String(value))
    return undefined;
  const quote = token.kind === 'text' ? 1 : 0;
  if (within === undefined)
    return {
      start: token.start,
      end: token.end,
      newText: literal(newText, quote === 1 ? text.charAt(token.start) : "'"),
    };
  if (/["'`\\]|\$\{/.test(newText)) return undefined;
  return { start: token.start + quote + within.start, end: token.start + quote + within.end, newText };
}

/** Takes an entry out with its comma. Where a comment stands between entries it is not clear whose it is. */
function removed(text: string, written: WrittenValue, siblings: readonly (readonly Token[])[]): TextChange | undefined {
  const first = written.key ?? written.tokens[0];
  const index = siblings.findIndex(([token]) => token?.start === first?.start);
  const own = siblings[index];
  const [start, end] = [own?.[0]?.start, own?.at(-1)?.end];
  if (start === undefined || end === undefined) return undefined;
  const next = siblings[index + 1]?.[0]?.start;
  const before = siblings[index - 1]?.at(-1)?.end;
  const line = /^,?[ \t]*\r?\n/.exec(text.slice(end));
  if (line !== null && ownsLine(text, start) && siblings.length > 1)
    return { start: lineStart(text, start), end: nextLine(text, end), newText: '' };
  const change = next === undefined ? { start: before ?? start, end } : { start, end: next };
  const behind = next === undefined ? '' : text.slice(end, next);
  return /\/[/*]/.test(behind) ? undefined : { ...change, newText: '' };
}

function inserted(text: string, tokens: readonly Token[], line: string): TextChange | undefined {
  const [open] = tokens;
  const close = tokens.at(-1);
  if (open?.value !== '{' || close?.value !== '}') return undefined;
  const last = parts(tokens, 0).at(-1);
  const [first, end] = [last?.[0]?.start, last?.at(-1)?.end];
  if (first === undefined || end === undefined) return { start: open.start, end: close.end, newText: `{ ${line} }` };
  if (!ownsLine(text, first)) return { start: end, end, newText: `, ${line}` };
  const indent = text.slice(lineStart(text, first), first);
  // a comment behind the one before stays with it
  const [rest = '', comma, comment = ''] = /^(,?)([ \t]*(?:\/\/[^\r\n]*)?)(?=\r?\n)/.exec(text.slice(end)) ?? [];
  const newText = `,${comment}${lineBreak(text)}${indent}${line}${comma ?? ''}`;
  return { start: end, end: end + rest.length, newText };
}

/** A value written in YAML as a literal of TypeScript. */
function literal(written: string, quote: string): string {
  const value: unknown = yamlLibrary().parse(written, { logLevel: 'silent' });
  const print = (item: unknown): string => {
    if (Array.isArray(item)) return `[${item.map(print).join(', ')}]`;
    if (typeof item === 'object' && item !== null)
      return `{ ${Object.entries(item)
        .map(([key, member]) => `${propertyName(key)}: ${print(member)}`)
        .join(', ')} }`;
    if (typeof item !== 'string') return String(item);
    const plain = quote === '`' ? item.replaceAll(/[`\\]|\$(?=\{)/g, String.raw`\$&`) : undefined;
    if (plain !== undefined) return `\`${plain}\``;
    const double = JSON.stringify(item);
    return quote === '"'
      ? double
      : `'${double
          .slice(1, -1)
          .replaceAll(String.raw`\"`, '"')
          .replaceAll("'", String.raw`\'`)}'`;
  };
  return print(value);
}

function propertyName(key: string): string {
  return /^[A-Za-z_$][\w$]*$/.test(key) ? key : `'${key}'`;
}
