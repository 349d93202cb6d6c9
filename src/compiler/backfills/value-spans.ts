import { valueLine, type ValueLine } from './value-line.ts';
import type { ValueRange } from './value-range.ts';

/** Rows after the first value, up to and at the second. */
type Ends = Pick<ValueRange, 'after' | 'until'>;

/**
 * Whether a row can be in both of two ranges of one column. Also true where its type does not tell: then one of them was made for
 * another column.
 */
export function haveValuesInCommon(one: Ends, other: Ends, type: string): boolean {
  const line = lineOf(one, other, type);
  const [left, right] = [endsOn(line, one), endsOn(line, other)];
  return left === undefined || right === undefined || (left.begin < right.end && right.begin < left.end);
}

/** How much of a range a span of its column is as long as, 0.5 = half of it; undefined = its values have no distances. */
export function shareOf(span: Ends, range: Ends, type: string): number | undefined {
  const line = lineOf(span, range, type);
  const [left, right] = [endsOn(line, span) ?? inMilliseconds(span, type), endsOn(line, range)];
  if (left === undefined || right === undefined || right.end === right.begin) return undefined;
  return Number(left.end - left.begin) / Number(right.end - right.begin);
}

interface OnLine {
  readonly begin: bigint;
  readonly end: bigint;
}

function lineOf(one: Ends, other: Ends, type: string): ValueLine | undefined {
  return valueLine(type, [one.after, one.until, other.after, other.until]);
}

function endsOn(line: ValueLine | undefined, { after, until }: Ends): OnLine | undefined {
  const [begin, end] = [line?.at(after), line?.at(until)];
  return begin === undefined || end === undefined ? undefined : { begin, end };
}

/** FlinkX and ChunJun keep the position of a time as milliseconds; lines of times are in nanoseconds. */
function inMilliseconds({ after, until }: Ends, type: string): OnLine | undefined {
  if (type !== 'date' && !type.startsWith('timestamp')) return undefined;
  if (!/^\d+$/.test(after) || !/^\d+$/.test(until)) return undefined;
  return { begin: BigInt(after) * 1_000_000n, end: BigInt(until) * 1_000_000n };
}
