import { takesRunTimeValues, type Cursor } from '../../compiler/index.ts';
import { say, type Message } from '../../message/index.ts';
import { member, patternOf } from '../members.ts';
import type { Question } from '../question.ts';
import type { Proposal } from './proposal.ts';
import { DATE_FORMATS } from './usual-values.ts';

/** What each run-time value is. */
export const RUN_TIME_VALUES: Readonly<Record<string, Message>> = {
  fire: say`the time of the fire, in the zone of the schedule: the same for every attempt and every re-run of it`,
  bizdate: say`the day before the fire, as \`yyyyMMdd\` where no format is given`,
  'window.start': say`the fire before this one by the schedule: where the rows of this run begin`,
  'window.end': say`this fire: where the rows of this run end (exclusive)`,
  cursor: say`where the last run that succeeded has ended; needs \`incremental\` with \`from\``,
  environment: say`name of the environment`,
  pipeline: say`name of the pipeline`,
};

const TIMES: readonly string[] = ['fire', 'bizdate', 'window.start', 'window.end'];

/** An open `${…` before the cursor. */
export interface OpenPlaceholder {
  /** Offset of what follows the brace. */
  readonly start: number;
  readonly end: number;
  readonly body: string;
  readonly closed: boolean;
}

/** The placeholder that the cursor stands in, as far as it is written; undefined outside of one. */
export function placeholderAt(text: string, { start, end }: Cursor, offset: number): OpenPlaceholder | undefined {
  const open = text.slice(start, offset).lastIndexOf('${');
  if (open === -1) return undefined;
  const from = start + open + 2;
  if (text.charAt(from - 3) === '$' || text.slice(from, offset).includes('}')) return undefined;
  const rest = /^[^}\s"'\n]*/.exec(text.slice(offset, end))?.[0] ?? '';
  const to = offset + rest.length;
  return { start: from, end: to, body: text.slice(from, to), closed: text.charAt(to) === '}' };
}

/** Values for a placeholder at a path, or formats after its colon. */
export function proposeRunTimeValues(hole: OpenPlaceholder, cursor: Cursor, question: Question): Proposal[] {
  const close = hole.closed ? '' : String.raw`\}`;
  const colon = hole.body.indexOf(':');
  if (question.kind !== 'pipeline') return references(hole, cursor, question, close);
  if (!takesRunTimeValues(patternOf(cursor.path).split('.'))) return [];
  const base = /^[a-z.]+/.exec(hole.body)?.[0] ?? '';
  if (colon !== -1 && TIMES.includes(base)) {
    const replaces = { start: hole.start + colon + 1, end: hole.end };
    return DATE_FORMATS.map((format) => ({ label: format, kind: 'value', snippet: `${format}${close}`, replaces }));
  }
  const parameters = Object.keys(asMap(member(cursor.definition, 'params')));
  const replaces = { start: hole.start, end: hole.end };
  return [
    ...Object.entries(RUN_TIME_VALUES).map(([name, meaning]): Proposal => ({
      label: name,
      kind: 'value',
      documentation: question.words(meaning),
      snippet: `${name}${close}`,
      replaces,
    })),
    ...parameters.map((name): Proposal => ({
      label: name,
      kind: 'value',
      detail: question.words(say`parameter`),
      snippet: `${name}${close}`,
      replaces,
    })),
  ];
}

/** In datasources and engines: secrets, and variables of the executor in addresses. */
function references(hole: OpenPlaceholder, cursor: Cursor, { words }: Question, close: string): Proposal[] {
  const replaces = { start: hole.start, end: hole.end };
  const variable: Proposal = {
    label: 'env:NAME',
    kind: 'value',
    documentation: words(say`a variable of the executor's environment, read when a run starts`),
    snippet: `env:\${1:NAME}${close}`,
    replaces,
  };
  return [...secrets(words, close, replaces), ...(takesVariables(cursor) ? [variable] : [])];
}

/** The forms of a reference to a secret. */
export function secrets(
  words: Question['words'],
  close: string,
  replaces: Proposal['replaces'],
  open = '',
): Proposal[] {
  const place = replaces === undefined ? {} : { replaces };
  return [
    {
      label: 'secret:env/NAME',
      kind: 'value',
      documentation: words(
        say`a secret in a variable of the executor's environment; it never enters a file, a job or a log`,
      ),
      snippet: `${open}secret:env/\${1:NAME}${close}`,
      ...place,
    },
    {
      label: 'secret:file/PATH',
      kind: 'value',
      documentation: words(say`a secret in a file on the executor; it never enters a file, a job or a log`),
      snippet: `${open}secret:file/\${1:/run/secrets/NAME}${close}`,
      ...place,
    },
  ];
}

const VARIABLE_KEYS = [
  'host',
  'port',
  'url',
  'gateway',
  'brokers',
  'hosts',
  'home',
  'jar',
  'path',
  'resourceManagers',
  'application',
  'cluster',
  'namespace',
];

function takesVariables({ path }: Cursor): boolean {
  return VARIABLE_KEYS.some((key) => path.includes(key));
}

function asMap(value: unknown): object {
  return typeof value === 'object' && value !== null ? value : {};
}
