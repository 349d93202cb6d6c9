import { say, sentence, type Message } from '../message/index.ts';
import { offsetAt } from './zone.ts';

/** Default of `bizdate`. */
export const DATE_FORMAT = 'yyyyMMdd';
/** Default of `fire`, `window.start` and `window.end`: ISO 8601 with the zone's offset. */
export const ISO_FORMAT = "yyyy-MM-dd'T'HH:mm:ssXXX";
/** How people are shown a moment: on the clock of its zone, and how far that is from UTC. */
export const MOMENT_FORMAT = 'yyyy-MM-dd HH:mm:ss XXX';

/** A part of a format that is wrong. `suggestion` replaces exactly the part; offsets count in the format. */
export interface FormatProblem {
  readonly message: Message;
  readonly start: number;
  readonly end: number;
  readonly help: Message;
  readonly suggestion?: string;
}

interface FormatToken {
  readonly kind: 'field' | 'literal' | 'unknown';
  readonly text: string;
  readonly start: number;
}

const TOKEN = /epochMillis|epoch|yyyy|MM|dd|HH|mm|ss|SSS|XXX|'(?:[^']|'')*'|([A-Za-z])\1*|[^A-Za-z']+|'/g;
const FIELDS = new Set(['epochMillis', 'epoch', 'yyyy', 'MM', 'dd', 'HH', 'mm', 'ss', 'SSS', 'XXX']);
const KNOWN = sentence("a format has `yyyy MM dd HH mm ss SSS XXX 'text' epoch epochMillis`");

function tokenize(format: string): readonly FormatToken[] {
  return [...format.matchAll(TOKEN)].map(({ 0: text, index }) => {
    if (FIELDS.has(text)) return { kind: 'field', text, start: index };
    const literal = /^[^A-Za-z']/.test(text) || (text.length > 1 && text.startsWith("'"));
    return { kind: literal ? 'literal' : 'unknown', text, start: index };
  });
}

/** Everything that is wrong with a format; empty when it is good. */
export function checkFormat(format: string): readonly FormatProblem[] {
  const tokens = tokenize(format);
  const present = new Set(tokens.map(({ text }) => text));
  const has = (text: string): boolean => present.has(text);
  if (format === '') return [{ message: say`the format is empty`, start: 0, end: 0, help: KNOWN }];
  return tokens.flatMap((token) => {
    const place = { start: token.start, end: token.start + token.text.length };
    if (token.kind === 'unknown') return [{ ...place, ...unknownToken(token.text) }];
    if (token.text === 'mm' && has('yyyy') && !has('HH')) {
      return [
        {
          ...place,
          message: say`\`mm\` is minutes, beside \`yyyy\` without \`HH\``,
          help: say`write \`MM\` for the month`,
          suggestion: 'MM',
        },
      ];
    }
    if (token.text === 'MM' && has('HH') && !has('mm') && !has('yyyy') && !has('dd')) {
      return [
        {
          ...place,
          message: say`\`MM\` is the month, beside \`HH\` without a date`,
          help: say`write \`mm\` for minutes`,
          suggestion: 'mm',
        },
      ];
    }
    return [];
  });
}

function unknownToken(text: string): Omit<FormatProblem, 'start' | 'end'> {
  if (/^Y+$/.test(text))
    return {
      message: say`\`${text}\` is the year of a week, not of a date`,
      help: say`write \`yyyy\``,
      suggestion: 'yyyy',
    };
  if (/^D+$/.test(text))
    return {
      message: say`\`${text}\` is the day of a year, not of a month`,
      help: say`write \`dd\``,
      suggestion: 'dd',
    };
  if (/^h+$/.test(text))
    return {
      message: say`\`${text}\` is a half-day hour that comes twice a day`,
      help: say`write \`HH\``,
      suggestion: 'HH',
    };
  if (text === "'")
    return { message: say`a quote \`'\` is not closed`, help: say`write \`'text'\`, and \`''\` for a quote` };
  if (text === 'T' || text === 'Z')
    return {
      message: say`\`${text}\` is not a part of a format`,
      help: say`write \`'${text}'\` in quotes for the letter`,
      suggestion: `'${text}'`,
    };
  return { message: say`\`${text}\` is not a part of a format`, help: KNOWN };
}

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Writes a time in a zone. The format must have passed {@link checkFormat}; otherwise RangeError. */
export function formatTime(time: number, format: string, timeZone: string): string {
  const offset = offsetAt(time, timeZone);
  const wall = new Date(time + offset);
  return tokenize(format)
    .map(({ kind, text }) => {
      if (kind === 'unknown') throw new RangeError(`not a format: ${format}`);
      if (kind === 'literal') return text.startsWith("'") ? unquote(text) : text;
      return formatField(text, time, wall, offset);
    })
    .join('');
}

function formatField(field: string, time: number, wall: Date, offset: number): string {
  switch (field) {
    case 'yyyy':
      return pad(wall.getUTCFullYear(), 4);
    case 'MM':
      return pad(wall.getUTCMonth() + 1, 2);
    case 'dd':
      return pad(wall.getUTCDate(), 2);
    case 'HH':
      return pad(wall.getUTCHours(), 2);
    case 'mm':
      return pad(wall.getUTCMinutes(), 2);
    case 'ss':
      return pad(wall.getUTCSeconds(), 2);
    case 'SSS':
      return pad(wall.getUTCMilliseconds(), 3);
    case 'XXX':
      return formatOffset(offset);
    case 'epoch':
      return String(Math.floor(time / 1000));
    default:
      return String(time);
  }
}

function formatOffset(offset: number): string {
  if (offset === 0) return 'Z';
  const minutes = Math.floor(Math.abs(offset) / 60_000);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60), 2)}:${pad(minutes % 60, 2)}`;
}

/** As in Java: `''` is a quote, inside quoted text and outside. */
function unquote(text: string): string {
  return text === "''" ? "'" : text.slice(1, -1).replaceAll("''", "'");
}
