import { parseDuration } from '../../time/index.ts';

/** The values of a column as whole numbers in their order, so that a range of them can be cut exactly. */
export interface ValueLine {
  /** Undefined = it is no value of the column. */
  at(value: string): bigint | undefined;
  /** How far a chunk reaches; undefined = it is no width of such values. */
  width(chunk: string): bigint | undefined;
  /** A value between the ends of the range. */
  write(at: bigint): string;
}

const NUMBER = /^(-?)(\d+)(?:\.(\d+))?$/;
const MOMENT = /^(\d{4}-\d\d-\d\d)(?:([ T])(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z?))?$/;
const NS = 1_000_000n;
const DAY_NS = 86_400_000n * NS;

/**
 * The line of a column's type, as fine as any of the texts; undefined = its values have no distances: texts, times of the day.
 *
 * @param texts The ends of the range, and the width of a chunk where there is one. What stands between them is written in their form.
 */
export function valueLine(type: string, texts: readonly string[]): ValueLine | undefined {
  if (type.startsWith('int')) return numbers(0);
  if (/^(?:decimal|float)/.test(type)) return numbers(Math.max(...texts.map(fractionOf)));
  if (type === 'date') return days;
  const [, digits] = /^timestamp(?:tz)?\((\d)\)$/.exec(type) ?? [];
  return digits === undefined ? undefined : moments(Number(digits), texts);
}

function fractionOf(text: string): number {
  return NUMBER.exec(text)?.[3]?.length ?? 0;
}

function numbers(digits: number): ValueLine {
  const at = (text: string): bigint | undefined => {
    const [, sign = '', whole = '', fraction = ''] = NUMBER.exec(text) ?? [];
    if (whole === '' || fraction.length > digits) return undefined;
    const size = BigInt(whole + fraction.padEnd(digits, '0'));
    return sign === '' ? size : -size;
  };
  return {
    at,
    width: at,
    write(value) {
      const size = String(value < 0n ? -value : value).padStart(digits + 1, '0');
      const [whole, fraction] = [size.slice(0, size.length - digits), size.slice(size.length - digits)];
      return (value < 0n ? '-' : '') + (digits === 0 ? whole : `${whole}.${fraction}`);
    },
  };
}

const days: ValueLine = {
  at: (value) => (value.length === 10 ? momentAt(value, 0) : undefined),
  width(chunk) {
    const ms = parseDuration(chunk);
    return ms === undefined || (BigInt(ms) * NS) % DAY_NS !== 0n ? undefined : BigInt(ms) * NS;
  },
  write: (at) => isoOf(at).slice(0, 10),
};

function moments(precision: number, texts: readonly string[]): ValueLine {
  const forms = texts.map((text) => MOMENT.exec(text));
  const separator = forms.find((form) => form?.[2] !== undefined)?.[2] ?? ' ';
  const zone = forms.find((form) => form?.[7])?.[7] ?? '';
  return {
    at: (value) => momentAt(value, precision),
    width(chunk) {
      const ms = parseDuration(chunk);
      return ms === undefined ? undefined : BigInt(ms) * NS;
    },
    write(at) {
      const iso = isoOf(at);
      const fraction = String(at - secondsOf(at) * 1_000n * NS)
        .padStart(9, '0')
        .replace(/0+$/, '');
      const digits = fraction === '' ? '' : `.${fraction}`;
      return `${iso.slice(0, 10)}${separator}${iso.slice(11, 19)}${digits}${zone}`;
    },
  };
}

/** Nanoseconds since 1970 of what a clock shows, whichever its zone is; undefined = it shows no such moment, or a finer one. */
function momentAt(text: string, precision: number): bigint | undefined {
  const [, day = '', , hours = '00', minutes = '00', seconds = '00', fraction = ''] = MOMENT.exec(text) ?? [];
  if (day === '' || fraction.length > precision) return undefined;
  const ms = Date.parse(`${day}T${hours}:${minutes}:${seconds}Z`);
  if (Number.isNaN(ms) || !new Date(ms).toISOString().startsWith(`${day}T${hours}:`)) return undefined;
  return BigInt(ms) * NS + BigInt(fraction.padEnd(9, '0'));
}

/** Whole seconds, those before 1970 too. */
function secondsOf(at: bigint): bigint {
  const second = 1_000n * NS;
  return at >= 0n || at % second === 0n ? at / second : at / second - 1n;
}

function isoOf(at: bigint): string {
  return new Date(Number(secondsOf(at)) * 1_000).toISOString();
}
