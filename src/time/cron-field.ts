import { say, type Message } from '../message/index.ts';

/** A part of a cron expression that is wrong. Offsets count UTF-16 units in the whole expression, end exclusive. */
export interface CronFailure {
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly help?: Message;
  /** What may stand instead of the part. */
  readonly suggestion?: CronSuggestion;
  /** Set where every part is well formed and only the whole matches no date. */
  readonly kind?: 'never-fires';
}

/** `certain` where the text says what was meant; `likely` for a good guess. */
export interface CronSuggestion {
  readonly newText: string;
  readonly confidence: 'certain' | 'likely';
}

/** A piece of the expression and where it stands. */
export interface CronToken {
  readonly text: string;
  readonly start: number;
}

export interface CronFieldSpec {
  readonly name: Message;
  readonly min: number;
  readonly max: number;
  /** Largest step after `*`, nothing or a single value; Quartz refuses more. */
  readonly maxStep: number;
  readonly names?: readonly string[];
  /** Whether `22-2` is a range; then values count on from max to min. */
  readonly wraps: boolean;
  /** Whether `5/15` means from 5 to the end (Quartz) or is refused (Unix). */
  readonly openStep: boolean;
}

const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];
const quartz = { wraps: true, openStep: true };
const unix = { wraps: false, openStep: false };

/** Last year that any schedule reaches; Quartz has a limit of its own, a hundred years from now. */
export const MAX_YEAR = 2199;

export const QUARTZ_FIELDS = {
  second: { name: say`seconds`, min: 0, max: 59, maxStep: 59, ...quartz },
  minute: { name: say`minutes`, min: 0, max: 59, maxStep: 59, ...quartz },
  hour: { name: say`hours`, min: 0, max: 23, maxStep: 23, ...quartz },
  dayOfMonth: { name: say`day-of-month`, min: 1, max: 31, maxStep: 31, ...quartz },
  month: { name: say`month`, min: 1, max: 12, maxStep: 12, names: MONTHS, ...quartz },
  dayOfWeek: { name: say`day-of-week`, min: 1, max: 7, maxStep: 7, names: DAYS, ...quartz },
  year: { name: say`year`, min: 1970, max: MAX_YEAR, maxStep: 200, wraps: false, openStep: true },
} as const satisfies Record<string, CronFieldSpec>;

/** Day-of-week counts from 0 = Sunday, and 7 is Sunday too. */
export const UNIX_FIELDS = {
  minute: { name: say`minute`, min: 0, max: 59, maxStep: 59, ...unix },
  hour: { name: say`hour`, min: 0, max: 23, maxStep: 23, ...unix },
  dayOfMonth: { name: say`day-of-month`, min: 1, max: 31, maxStep: 31, ...unix },
  month: { name: say`month`, min: 1, max: 12, maxStep: 12, names: MONTHS, ...unix },
  dayOfWeek: { name: say`day-of-week`, min: 0, max: 7, maxStep: 7, names: DAYS, ...unix },
} as const satisfies Record<string, CronFieldSpec>;

export function failure(token: CronToken, message: Message, help?: Message, suggestion?: CronSuggestion): CronFailure {
  const place = { message, start: token.start, end: token.start + Math.max(token.text.length, 1) };
  return { ...place, ...(help === undefined ? {} : { help }), ...(suggestion === undefined ? {} : { suggestion }) };
}

export function isFailure(value: object): value is CronFailure {
  return 'message' in value;
}

/** The items of a list, each with its own position. */
export function splitList(token: CronToken): readonly CronToken[] {
  let start = token.start;
  return token.text.split(',').map((text) => {
    const item = { text, start };
    start += text.length + 1;
    return item;
  });
}

/** A single value, as number or name. */
export function parseValue(token: CronToken, spec: CronFieldSpec): number | CronFailure {
  const named = spec.names?.indexOf(token.text.toUpperCase()) ?? -1;
  if (named >= 0) return named + spec.min;
  const range =
    spec.names === undefined
      ? say`it takes ${spec.min} to ${spec.max}`
      : say`it takes ${spec.min} to ${spec.max} or ${spec.names[0] ?? ''} to ${spec.names.at(-1) ?? ''}`;
  if (!/^\d{1,4}$/.test(token.text)) {
    if (token.text === '') return failure(token, say`a value of the ${spec.name} field is missing`, range);
    return failure(token, say`\`${token.text}\` is not a value of the ${spec.name} field`, range);
  }
  const value = Number(token.text);
  if (value < spec.min || value > spec.max) {
    return outOfRange(token, value, spec, range);
  }
  return value;
}

/** One past the end is the beginning, and Sunday has another number in Unix than in Quartz. */
function outOfRange(token: CronToken, value: number, spec: CronFieldSpec, range: Message): CronFailure {
  const message = say`\`${value}\` is out of range in the ${spec.name} field`;
  if (spec === QUARTZ_FIELDS.dayOfWeek && value === 0)
    return failure(token, message, say`Quartz counts from 1 = Sunday: write \`SUN\``, {
      newText: 'SUN',
      confidence: 'likely',
    });
  const around = spec.min === 0 && value === spec.max + 1 && spec.max > 7;
  if (!around) return failure(token, message, range);
  return failure(token, message, say`${range}; the one after ${spec.max} is 0`, { newText: '0', confidence: 'likely' });
}

/** Values of one list item: `*`, `a`, `a-b`, each with or without `/step`. */
export function parseItem(token: CronToken, spec: CronFieldSpec): readonly number[] | CronFailure {
  const slash = token.text.indexOf('/');
  const base = slash < 0 ? token : { text: token.text.slice(0, slash), start: token.start };
  const dash = base.text.indexOf('-');
  const step =
    slash < 0 ? 1 : parseStep({ text: token.text.slice(slash + 1), start: token.start + slash + 1 }, spec, dash >= 0);
  if (typeof step !== 'number') return step;
  if (base.text === '*' || (base.text === '' && slash === 0 && spec.openStep))
    return span(spec.min, spec.max, step, spec);
  if (dash < 0) {
    const value = parseValue(base, spec);
    if (typeof value !== 'number') return value;
    if (slash < 0) return [value];
    // Quartz takes FRI/2 and drops the step.
    if (!/^\d/.test(base.text))
      return failure(token, say`\`${token.text}\` has a step after a name`, say`write a range: \`FRI-SAT/2\``);
    if (spec.openStep) return span(value, spec.max, step, spec);
    return instead(token, say`\`${token.text}\` has a step but no range`, `${value}-${spec.max}/${step}`);
  }
  const from = parseValue({ text: base.text.slice(0, dash), start: base.start }, spec);
  if (typeof from !== 'number') return from;
  const to = parseValue({ text: base.text.slice(dash + 1), start: base.start + dash + 1 }, spec);
  if (typeof to !== 'number') return to;
  if (from > to && !spec.wraps) {
    const whole = slash < 0 ? `${spec.min}-${to},${from}-${spec.max}` : undefined;
    const message = say`the range \`${base.text}\` runs backwards`;
    return whole === undefined
      ? failure(base, message, say`write the two ends as ranges of their own`)
      : instead(base, message, whole);
  }
  return span(from, to, step, spec);
}

/** A failure whose help is what to write, and which a tool may write too: it means the same in every reading. */
export function instead(token: CronToken, message: Message, newText: string): CronFailure {
  return failure(token, message, say`write \`${newText}\``, { newText, confidence: 'certain' });
}

/** Values of a whole field without specials, sorted. */
export function parseField(token: CronToken, spec: CronFieldSpec): readonly number[] | CronFailure {
  const values = new Set<number>();
  for (const item of splitList(token)) {
    const parsed = parseItem(item, spec);
    if (isFailure(parsed)) return parsed;
    for (const value of parsed) values.add(value);
  }
  return [...values].sort((a, b) => a - b);
}

function parseStep(token: CronToken, spec: CronFieldSpec, inRange: boolean): number | CronFailure {
  if (!/^\d{1,4}$/.test(token.text)) return failure(token, say`\`/\` must be followed by a number`);
  const step = Number(token.text);
  if (step === 0) return failure(token, say`a step of 0 never moves on`);
  if (step > spec.maxStep && !inRange) {
    return failure(
      token,
      say`a step of ${step} is too large for the ${spec.name} field`,
      say`the largest is ${spec.maxStep}; for a longer interval write \`every:\``,
    );
  }
  return step;
}

function span(from: number, to: number, step: number, spec: CronFieldSpec): readonly number[] {
  const size = spec.max - spec.min + 1;
  const end = to < from ? to + size : to;
  const values: number[] = [];
  for (let value = from; value <= end; value += step) values.push(((value - spec.min) % size) + spec.min);
  return values;
}
