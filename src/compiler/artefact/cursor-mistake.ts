import type { Artefact } from './artefact.ts';

/** Longest position, in characters: it is in the job of every run, and kept in the audit for ever. */
const LONGEST = 1_000;
/** What FlinkX and ChunJun report in place of a position where they have read nothing, and take for none. */
const NOTHING_READ = '-2147483648';
const WHOLE = /^int\d/;
const NUMBER = /^(?:decimal|float)/;
const TIME = /^(?:date|timestamp)/;
/** As the databases write them; a fraction of a second has at most nine digits. */
const TIMES = /^\d{4}-\d\d-\d\d(?:[ T]\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:\d\d)?)?$/;

/** What speaks against a text as the position of a pipeline, and what one looks like. */
export interface CursorMistake {
  readonly problem: string;
  readonly help: string;
}

/**
 * Why an engine could not go on from this position; undefined = it can. Times are milliseconds for FlinkX and ChunJun (1.11.6 and 1.16,
 * measured: both compare them so) and times as the database writes them for the engines that compare them as text.
 */
export function cursorMistake(value: string, { pipeline, engine }: Artefact): CursorMistake | undefined {
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
  const isWhole = /^-?\d+$/.test(value);
  const wrong = (kind: string, example: string): CursorMistake => ({
    problem: `\`${value}\` is no position of \`${column}\`, which is a ${type}: ${engine.type} takes ${kind}`,
    help: `write it as ${example}`,
  });
  if (TIME.test(type) && isJob) return isWhole ? undefined : wrong('milliseconds since 1970', '1704070000000');
  if (TIME.test(type))
    return isTime(value) ? undefined : wrong('a time as the database writes it', '2026-03-01 08:00:00');
  if (WHOLE.test(type)) return isWhole ? undefined : wrong('a whole number', '5000');
  if (NUMBER.test(type)) return /^-?\d+(?:\.\d+)?$/.test(value) ? undefined : wrong('a number', '5000');
  return undefined;
}

/** A day that the calendar does not have is none. */
function isTime(value: string): boolean {
  if (!TIMES.test(value)) return false;
  const day = value.slice(0, 10);
  const parsed = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(day);
}
