import { say } from '../message/index.ts';
import { parseDayOfMonth, parseDayOfWeek, type QuartzDialect } from './cron-days.ts';
import type { DayRule } from './cron-days.ts';
import { failure, instead, isFailure, parseField, QUARTZ_FIELDS, UNIX_FIELDS } from './cron-field.ts';
import type { CronFailure, CronFieldSpec, CronToken } from './cron-field.ts';
import type { Cron } from './cron-expression.ts';
import { neverFires } from './cron-never.ts';
import { splitCron } from './cron-tokens.ts';
import type { CronDialect } from './schedule.ts';

/** What reading an expression gives: the cron, or what is wrong and where. */
export type CronResult = { readonly ok: true; readonly cron: Cron } | ({ readonly ok: false } & CronFailure);

/**
 * Reads a cron expression, strictly. Without a dialect, 6 or 7 fields are Quartz 2.5 and 5 are Unix.
 * What Quartz takes silently though it cannot mean it (`FRI*`, `FRI/2`, `5,6#3`) is refused, and so is
 * an expression that matches no date at all. Never throws.
 */
export function parseCron(expression: string, dialect?: CronDialect): CronResult {
  const fields = splitCron(expression);
  const chosen = dialect ?? (fields.length === 5 ? 'unix' : 'quartz-2.5');
  const wrong = countFailure(fields, expression, chosen);
  if (wrong !== undefined) return { ok: false, ...wrong };
  const parsed = chosen === 'unix' ? parseUnix(fields) : parseQuartz(fields, chosen);
  if (isFailure(parsed)) return { ok: false, ...parsed };
  const cron = { expression, dialect: chosen, ...parsed };
  const never = neverFires(cron, fields);
  return never === undefined ? { ok: true, cron } : { ok: false, ...never };
}

type Fields = Omit<Cron, 'expression' | 'dialect'>;

function countFailure(fields: readonly CronToken[], expression: string, dialect: CronDialect): CronFailure | undefined {
  const whole = { text: expression.trim(), start: fields[0]?.start ?? 0 };
  if (dialect === 'unix' ? fields.length === 5 : fields.length === 6 || fields.length === 7) return undefined;
  if (whole.text.startsWith('@')) {
    const message = say`\`${whole.text}\` is not a cron expression`;
    const meant = MACROS[whole.text.toLowerCase()];
    return meant === undefined ? failure(whole, message) : instead(whole, message, meant);
  }
  const message =
    dialect === 'unix'
      ? say`a Unix cron expression has 5 fields, this one has ${fields.length}`
      : say`a cron expression has 6 or 7 fields (Quartz) or 5 (Unix), this one has ${fields.length}`;
  const extra = fields[dialect === 'unix' ? 5 : 7];
  const place = extra === undefined ? whole : { text: expression.trimEnd().slice(extra.start), start: extra.start };
  return failure(
    place,
    message,
    dialect === 'unix'
      ? say`write minute, hour, day-of-month, month and day-of-week, as in \`0 3 * * *\``
      : say`write second, minute, hour, day-of-month, month, day-of-week and maybe year, as in \`0 0 3 * * ?\``,
  );
}

const MACROS: Readonly<Record<string, string>> = {
  '@hourly': '0 0 * * * ?',
  '@daily': '0 0 0 * * ?',
  '@midnight': '0 0 0 * * ?',
  '@weekly': '0 0 0 ? * SUN',
  '@monthly': '0 0 0 1 * ?',
  '@yearly': '0 0 0 1 1 ?',
  '@annually': '0 0 0 1 1 ?',
};

/** Parses several fields; the first that is wrong wins. */
function parseAll(
  pairs: readonly (readonly [CronToken, CronFieldSpec])[],
): readonly (readonly number[])[] | CronFailure {
  const all: (readonly number[])[] = [];
  for (const [token, spec] of pairs) {
    if (token.text === '?') return instead(token, say`\`?\` is not for the ${spec.name} field`, '*');
    const values = parseField(token, spec);
    if (isFailure(values)) return values;
    all.push(values);
  }
  return all;
}

function parseQuartz(fields: readonly CronToken[], dialect: QuartzDialect): Fields | CronFailure {
  const [second, minute, hour, dayOfMonth, month, dayOfWeek, year] = fields;
  if (!second || !minute || !hour || !dayOfMonth || !month || !dayOfWeek) throw new Error('six fields were counted');
  const spec = QUARTZ_FIELDS;
  const plain = parseAll([
    [second, spec.second],
    [minute, spec.minute],
    [hour, spec.hour],
    [month, spec.month],
  ]);
  if (isFailure(plain)) return plain;
  const days = quartzDays(dayOfMonth, dayOfWeek, dialect);
  if (isFailure(days)) return days;
  const years = year === undefined || year.text === '*' ? undefined : parseAll([[year, spec.year]]);
  if (years !== undefined && isFailure(years)) return years;
  const [seconds = [], minutes = [], hours = [], months = []] = plain;
  return { seconds, minutes, hours, months, years: years?.[0], days: [[days]] };
}

function quartzDays(
  dayOfMonth: CronToken,
  dayOfWeek: CronToken,
  dialect: QuartzDialect,
): readonly DayRule[] | CronFailure {
  if (dayOfMonth.text === '?' && dayOfWeek.text === '?') {
    return instead(dayOfMonth, say`\`?\` cannot be both day-of-month and day-of-week`, '*');
  }
  if (dayOfWeek.text === '?') return parseDayOfMonth(dayOfMonth, dialect);
  if (dayOfMonth.text === '?') return parseDayOfWeek(dayOfWeek);
  const wrong = dayOfWeek.text !== '*' && dayOfMonth.text === '*' ? dayOfMonth : dayOfWeek;
  const message = say`day-of-month and day-of-week cannot both be given`;
  return wrong.text === '*'
    ? instead(wrong, message, '?')
    : failure(wrong, message, say`write \`?\` in one of them; to fire on either of them, make two pipelines`);
}

function parseUnix(fields: readonly CronToken[]): Fields | CronFailure {
  const [minute, hour, dayOfMonth, month, dayOfWeek] = fields;
  if (!minute || !hour || !dayOfMonth || !month || !dayOfWeek) throw new Error('five fields were counted');
  const spec = UNIX_FIELDS;
  const plain = parseAll([
    [minute, spec.minute],
    [hour, spec.hour],
    [dayOfMonth, spec.dayOfMonth],
    [month, spec.month],
    [dayOfWeek, spec.dayOfWeek],
  ]);
  if (isFailure(plain)) return plain;
  const [minutes = [], hours = [], inMonth = [], months = [], inWeek = []] = plain;
  const byMonth: DayRule = { kind: 'days', days: new Set(inMonth) };
  const byWeek: DayRule = { kind: 'weekdays', weekdays: new Set(inWeek.map((day) => day % 7)) };
  // cron(5): where neither field starts with a star, either of them is enough.
  const either = !dayOfMonth.text.startsWith('*') && !dayOfWeek.text.startsWith('*');
  const days = either ? [[[byMonth]], [[byWeek]]] : [[[byMonth], [byWeek]]];
  return { seconds: [0], minutes, hours, months, years: undefined, days };
}
