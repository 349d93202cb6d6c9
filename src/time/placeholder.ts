import { say, type Message } from '../message/index.ts';
import { checkFormat, DATE_FORMAT, ISO_FORMAT } from './format.ts';
import type { Offset, RunTimeValue } from './run-time-value.ts';

type TimeValue = Extract<RunTimeValue, { readonly kind: 'time' }>;
type TimeBase = TimeValue['base'];

const TIME_BASES: readonly TimeBase[] = ['fire', 'bizdate', 'window.start', 'window.end'];
const PLAIN_NAMES = ['cursor', 'environment', 'pipeline'] as const;

/** Names that are known everywhere. */
export const RUN_TIME_NAMES: readonly string[] = [...TIME_BASES, ...PLAIN_NAMES];

/** Something wrong in a text. Offsets count UTF-16 units in the text, end exclusive; `suggestion` replaces that part. */
export interface RunTimeTextProblem {
  readonly kind: 'syntax' | 'unknown-name' | 'bad-format';
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly help?: Message;
  readonly suggestion?: string;
}

/** What is between `${` and `}`: a value, or what is wrong with it. */
export interface ParsedPlaceholder {
  readonly value?: RunTimeValue;
  readonly problems: readonly RunTimeTextProblem[];
  /** A name that nobody knows. */
  readonly unknown?: string;
}

/** `start` is where the body stands in the text. */
export function parsePlaceholder(body: string, start: number, parameters: ReadonlySet<string>): ParsedPlaceholder {
  const wrong = (message: Message, help: Message): ParsedPlaceholder => ({
    problems: [{ kind: 'syntax', message, start, end: start + body.length, help }],
  });
  if (parameters.has(body)) return { value: { kind: 'parameter', name: body }, problems: [] };
  const external = parseExternal(body);
  if (external === 'invalid') {
    return wrong(
      say`\`${body}\` is not a reference`,
      say`write \`secret:env/NAME\`, \`secret:file/PATH\`, \`env:NAME\` or \`env:NAME:-fallback\``,
    );
  }
  if (external !== undefined) return { value: external, problems: [] };
  const name = /^[A-Za-z_][A-Za-z0-9_]*(?:\.[A-Za-z_][A-Za-z0-9_]*)*/.exec(body)?.[0];
  if (body === '') {
    // nothing to point at but the braces themselves
    const empty = {
      message: say`nothing between \`\${\` and \`}\``,
      start: start - 2,
      end: start + 1,
      help: NAME_HELP,
    };
    return { problems: [{ kind: 'syntax', ...empty }] };
  }
  if (name === undefined) return wrong(say`\`${body}\` is not a name`, NAME_HELP);
  const base = TIME_BASES.find((known) => known === name);
  if (base !== undefined) return parseTime(base, body.slice(name.length), start + name.length);
  const plain = PLAIN_NAMES.find((known) => known === name);
  if (plain === undefined && !parameters.has(name)) return { problems: [], unknown: name };
  if (body !== name)
    return wrong(say`\`${name}\` is not a time: it takes no offset and no format`, say`write \`\${${name}}\``);
  return { value: plain === undefined ? { kind: 'parameter', name } : { kind: plain }, problems: [] };
}

const NAME_HELP = say`write a name such as \`bizdate\`, or \`$\${\` for a literal \`\${\``;

/** Undefined: neither a secret nor an environment reference. */
function parseExternal(body: string): RunTimeValue | 'invalid' | undefined {
  if (body.startsWith('secret:')) {
    const match = /^secret:(?:env\/([A-Za-z_][A-Za-z0-9_]*)|file\/([^\s}]+))$/.exec(body);
    if (match?.[1] !== undefined) return { kind: 'secret', provider: 'env', name: match[1] };
    if (match?.[2] !== undefined) return { kind: 'secret', provider: 'file', name: match[2] };
    return 'invalid';
  }
  if (body.startsWith('env:')) {
    const match = /^env:([A-Za-z_][A-Za-z0-9_]*)(?::-(.*))?$/s.exec(body);
    if (match?.[1] === undefined) return 'invalid';
    return match[2] === undefined
      ? { kind: 'env', name: match[1] }
      : { kind: 'env', name: match[1], fallback: match[2] };
  }
  return undefined;
}

/** Offsets and format, after the name. */
function parseTime(base: TimeBase, rest: string, start: number): ParsedPlaceholder {
  const offsets: Offset[] = [];
  let at = 0;
  while (at < rest.length && rest[at] !== ':') {
    const step = /^(?:([+-]\d{1,6})([yMwdhms])|\/([yMwdh]))/.exec(rest.slice(at));
    if (step === null) {
      const end = rest.indexOf(':', at) < 0 ? rest.length : rest.indexOf(':', at);
      const message = say`\`${rest.slice(at, end)}\` is not an offset`;
      const help = say`offsets are \`+1d\`, \`-2h\` (units y M w d h m s) or \`/M\` (units y M w d h)`;
      return { problems: [{ kind: 'syntax', message, start: start + at, end: start + end, help }] };
    }
    offsets.push(toOffset(step));
    at += step[0].length;
  }
  const defaultFormat = base === 'bizdate' ? DATE_FORMAT : ISO_FORMAT;
  if (at === rest.length) return { value: { kind: 'time', base, offsets, format: defaultFormat }, problems: [] };
  const format = rest.slice(at + 1);
  const shift = start + at + 1;
  const problems = checkFormat(format).map((problem) => ({
    ...problem,
    kind: 'bad-format' as const,
    // an empty format has no letter to point at: its colon does
    start: problem.start + shift - (format === '' ? 1 : 0),
    end: problem.end + shift,
  }));
  return problems.length > 0 ? { problems } : { value: { kind: 'time', base, offsets, format }, problems: [] };
}

function toOffset(step: RegExpExecArray): Offset {
  const [, amount, unit, truncated] = step;
  // The expression admits only the units of the type.
  if (truncated !== undefined) return { kind: 'truncate', unit: truncated as 'y' | 'M' | 'w' | 'd' | 'h' };
  return { kind: 'add', amount: Number(amount), unit: unit as 'y' | 'M' | 'w' | 'd' | 'h' | 'm' | 's' };
}
