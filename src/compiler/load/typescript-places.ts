import type { Path } from '../text/index.ts';
import type { Token } from './typescript-tokens.ts';

/** A call in a list of tokens: where its name and its opening parenthesis stand. */
export interface CallPlace {
  readonly name: Token;
  readonly open: number;
}

/** Words before a parenthesis that call nothing. */
const NO_CALL = new Set(['if', 'for', 'while', 'switch', 'catch', 'function', 'return', 'typeof', 'await', 'with']);
const DEFINE = /(?:^|\.)definePipeline$/;

/**
 * The call that an engine means by an offset inside of it: QuickJS gives the place of the last thing that
 * was evaluated before the call, which may be an argument. The innermost `definePipeline`, or else the
 * innermost call.
 */
export function callAt(tokens: readonly Token[], offset: number): CallPlace | undefined {
  const open: number[] = [];
  let index = 0;
  for (let token = tokens[index]; token !== undefined && token.start < offset; token = tokens[++index]) {
    if (opens(token)) open.push(index);
    else if (closes(token)) open.pop();
  }
  const own = tokens[index]?.start === offset && tokens[index + 1]?.value === '(' ? [index + 1] : [];
  const calls = [...open, ...own].toReversed().flatMap((at) => {
    const name = tokens[at - 1];
    const call = tokens[at]?.value === '(' && name?.kind === 'word' && !NO_CALL.has(name.value);
    return call ? [{ name, open: at }] : [];
  });
  return calls.find(({ name }) => DEFINE.test(name.value)) ?? calls[0];
}

/** Every `definePipeline` call, in the order of the text. */
export function callsOf(tokens: readonly Token[]): CallPlace[] {
  return tokens.flatMap((name, index) =>
    name.kind === 'word' && DEFINE.test(name.value) && tokens[index + 1]?.value === '('
      ? [{ name, open: index + 1 }]
      : [],
  );
}

/** Where a value is written, as far as it is written as it is: the tokens of its key and of itself. */
export interface WrittenValue {
  readonly key: Token | undefined;
  readonly tokens: readonly Token[];
}

/** Follows a path through the literals of a call's first argument; undefined where it leaves them. */
export function writtenAt(tokens: readonly Token[], call: CallPlace, path: Path): WrittenValue | undefined {
  let found: WrittenValue = { key: undefined, tokens: parts(tokens, call.open)[0] ?? [] };
  for (const step of path) {
    const [head] = found.tokens;
    if (head?.kind !== 'mark' || head.value !== (typeof step === 'number' ? '[' : '{')) return undefined;
    const inside = parts(found.tokens, 0);
    const next = typeof step === 'number' ? element(inside, step) : member(inside, step);
    if (next === undefined) return undefined;
    found = next;
  }
  return found;
}

function element(elements: readonly (readonly Token[])[], step: number): WrittenValue | undefined {
  const spread = elements.slice(0, step + 1).some(([first]) => first?.value === '.');
  const tokens = elements[step];
  return spread || tokens === undefined ? undefined : { key: undefined, tokens };
}

/** The last member of that name: it is the one that counts. */
function member(members: readonly (readonly Token[])[], name: string): WrittenValue | undefined {
  const tokens = members.findLast(
    ([key, colon]) => key !== undefined && key.kind !== 'mark' && key.value === name && colon?.value === ':',
  );
  return tokens === undefined ? undefined : { key: tokens[0], tokens: valueOf(tokens) };
}

/** The tokens behind a member's key and colon: the same list each time, so that its own parts are worked out once. */
function valueOf(written: readonly Token[]): readonly Token[] {
  const found = VALUES.get(written) ?? written.slice(2);
  VALUES.set(written, found);
  return found;
}

const VALUES = new WeakMap<readonly Token[], readonly Token[]>();

/** By tokens and bracket: a file with many mistakes is asked for the parts of one list at each. */
const PARTS = new WeakMap<readonly Token[], Map<number, Token[][]>>();

/** What stands between the commas of a bracket. */
export function parts(tokens: readonly Token[], open: number): readonly (readonly Token[])[] {
  const byBracket = PARTS.get(tokens) ?? new Map<number, Token[][]>();
  PARTS.set(tokens, byBracket);
  const found = byBracket.get(open) ?? splitAtCommas(tokens, open);
  byBracket.set(open, found);
  return found;
}

function splitAtCommas(tokens: readonly Token[], open: number): Token[][] {
  const found: Token[][] = [];
  let part: Token[] = [];
  let depth = 0;
  for (const token of tokens.slice(open + 1)) {
    if (closes(token) && depth === 0) break;
    if (opens(token)) depth += 1;
    if (closes(token)) depth -= 1;
    if (depth === 0 && token.kind === 'mark' && token.value === ',') {
      found.push(part);
      part = [];
    } else {
      part.push(token);
    }
  }
  if (part.length > 0) found.push(part);
  return found;
}

function opens({ kind, value }: Token): boolean {
  return kind === 'mark' && (value === '(' || value === '[' || value === '{' || value === '${');
}

function closes({ kind, value }: Token): boolean {
  return kind === 'mark' && (value === ')' || value === ']' || value === '}');
}
