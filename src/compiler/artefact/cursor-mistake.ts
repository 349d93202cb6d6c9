import type { Artefact } from './artefact.ts';

/** Longest position, in characters: it is in the job of every run, and kept in the audit for ever. */
const LONGEST = 1_000;
/** What FlinkX and ChunJun report in place of a position where they have read nothing, and take for none. */
const NOTHING_READ = '-2147483648';
const WHOLE = /^int(\d+)/;
const NUMBER = /^(?:decimal|float)/;
const TIME = /^(?:date|timestamp)/;
const DAY = '2026-03-01';
/** A moment as databases write it; a fraction of a second has at most nine digits. */
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:([ T])(?:[01]\d|2[0-3]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?(Z?))?$/;
/** Up to 838 hours, as MySQL has them. */
const CLOCK = /^-?(?:\d\d|[0-7]\d\d|8[0-2]\d|83[0-8]):[0-5]\d(?::[0-5]\d(?:\.\d{1,9})?)?$/;

/** What speaks against a text as the position of a pipeline, and what one looks like. */
export interface CursorMistake {
  readonly problem: string;
  readonly help: string;
}

/**
 * Why an engine could not go on from this position; undefined = it can. Times are milliseconds for FlinkX and ChunJun (1.11.6 and 1.16,
 * measured: both compare them so) and times as the database writes them for the engines that compare them as text: with a blank before
 * the time of day and without an offset, in UTC where the column has a zone. MySQL drops an offset, and on SQLite a `T` is after every
 * blank, so that the rest of the day would be skipped.
 *
 * @param present Where it is: SQLite keeps times as whoever wrote them, and a run has left one in that form.
 */
export function cursorMistake(
  value: string,
  { pipeline, engine }: Artefact,
  present?: string,
): CursorMistake | undefined {
  const { column = '', type = '' } = pipeline.incremental ?? {};
  if (value === '' || value.length > LONGEST || /\p{Cc}/u.test(value))
    return {
      problem: `the position is a text of 1 to ${LONGEST} characters without control characters`,
      help: 'a position is taken away by `sluice cursor reset`',
    };
  const isJob = engine.type === 'flinkx' || engine.type === 'chunjun';
  if (isJob && value === NOTHING_READ)
    return {
      problem: `${NOTHING_READ} is what ${engine.type} reports where it has read nothing`,
      help: 'use `sluice cursor reset` to begin as the first run did',
    };
  const wrong = (kind: string, example: string): CursorMistake => ({
    problem: `\`${value}\` is no position of \`${column}\`, which is a ${type}: ${engine.type} takes ${kind}`,
    help: `write it as ${example}`,
  });
  if (TIME.test(type) && isJob)
    return isWhole(value, 64) ? undefined : wrong('milliseconds since 1970', '1704070000000');
  if (type === 'date' && !(value.length === DAY.length && isMoment(value, present)))
    return wrong('a day as the database writes it', DAY);
  if (TIME.test(type) && isMoment(value, present)) return undefined;
  if (TIME.test(type))
    return wrong('a time as the database writes it, in UTC or without a zone', '2026-03-01 08:00:00');
  if (type.startsWith('time(') && !isJob) return CLOCK.test(value) ? undefined : wrong('a time of day', '08:00:00');
  const [, bits] = WHOLE.exec(type) ?? [];
  if (bits !== undefined)
    return isWhole(value, Number(bits)) ? undefined : wrong(`a whole number of ${bits} bits`, '50');
  if (NUMBER.test(type)) return /^-?\d+(?:\.\d+)?$/.test(value) ? undefined : wrong('a number', '5000');
  return undefined;
}

/** A whole number that a signed one of so many bits can be. */
function isWhole(value: string, bits: number): boolean {
  return /^-?\d+$/.test(value) && BigInt.asIntN(bits, BigInt(value)) === BigInt(value);
}

/** A day that the calendar does not have is none. */
function isMoment(value: string, present: string | undefined): boolean {
  const [, day = '', separator = ' ', zone = ''] = MOMENT.exec(value) ?? [];
  if (day === '' || ((separator === 'T' || zone !== '') && formOf(value) !== formOf(present ?? ''))) return false;
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}

function formOf(value: string): string {
  return value.replaceAll(/\d/g, '0');
}
