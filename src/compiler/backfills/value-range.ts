import { say, type Message } from '../../message/index.ts';
import { cursorMistake, type Artefact } from '../artefact/index.ts';
import { LARGEST_BACKFILL } from './backfill-limits.ts';
import { valueLine, type ValueLine } from './value-line.ts';

/** Values of the column of an incremental pipeline, as its runs write them: rows after the first, up to and at the second. */
export interface ValueRange {
  readonly after: string;
  readonly until: string;
  /** How much of it one run reads: a number, or a duration where it is of times; absent = all. */
  readonly chunk?: string;
}

/** A range as it is read, with how many runs it is; or what keeps it from being one. */
export type ReadValueRange =
  | { readonly range: ValueRange; readonly runs: number }
  | { readonly range?: undefined; readonly problem: Message; readonly help: Message };

/** Reads `A..B` for a pipeline that follows a cursor. Pure. More runs than {@link LARGEST_BACKFILL} are counted as one more than that. */
export function readValueRange(text: string, chunk: string | undefined, artefact: Artefact): ReadValueRange {
  const [after = '', until = '', ...more] = text.split('..').map((part) => part.trim());
  if (more.length > 0 || after === '' || until === '')
    return { problem: say`\`${text}\` is no range of cursor values`, help: say`write it as 5000..9000` };
  const range = { after, until, ...(chunk === undefined ? {} : { chunk: chunk.trim() }) };
  const { name, incremental: { column = '', type = '' } = {} } = artefact.pipeline;
  const line = lineOf(range, type);
  if (line === undefined)
    return {
      problem: say`\`${column}\` of \`${name}\` is \`${type}\`, and no range of such values can be cut`,
      help: say`numbers, dates and times can: \`sluice cursor reset ${name}\` has everything read once more`,
    };
  for (const value of [after, until])
    if (
      line.at(value) === undefined ||
      cursorMistake(value, asWritten(artefact), formOf(value, artefact)) !== undefined
    )
      return {
        problem: say`\`${value}\` is no value of \`${column}\`, which is \`${type}\``,
        help: say`write it as the database does: 5000, 2026-03-01 or \`2026-03-01 08:00:00\``,
      };
  const [from = 0n, to = 0n] = [line.at(after), line.at(until)];
  if (from >= to)
    return {
      problem: say`no row is after ${after} and not after ${until}`,
      help: say`the first value is the one after which it reads, the second the last that it reads`,
    };
  const width = chunk === undefined ? to - from : (line.width(chunk.trim()) ?? 0n);
  if (width <= 0n)
    return {
      problem: say`a chunk of \`${chunk ?? ''}\` is none of \`${column}\`, which is \`${type}\``,
      help: say`write a number above 0, or a duration as 1d or 12h where it is of times`,
    };
  const runs = (to - from + width - 1n) / width;
  return { range, runs: runs > BigInt(LARGEST_BACKFILL) ? LARGEST_BACKFILL + 1 : Number(runs) };
}

/** The part of a range that its run of this index reads, the first of index 0. Throws RangeError for a range that cannot be cut so. */
export function partOfRange(range: ValueRange, type: string, index: number): Pick<ValueRange, 'after' | 'until'> {
  const { after, until, chunk } = range;
  if (chunk === undefined) return { after, until };
  const line = lineOf(range, type);
  const [from, to, width] = [line?.at(after), line?.at(until), line?.width(chunk)];
  if (line === undefined || from === undefined || to === undefined || width === undefined || width <= 0n)
    throw new RangeError(`${after}..${until} is no range of a ${type} by ${chunk}`);
  const begin = from + BigInt(index) * width;
  const end = begin + width;
  // the ends stand as they were written: what a database makes of them is what was asked for
  return { after: index === 0 ? after : line.write(begin), until: end >= to ? until : line.write(end) };
}

function lineOf({ after, until, chunk }: ValueRange, type: string): ValueLine | undefined {
  return valueLine(type, chunk === undefined ? [after, until] : [after, until, chunk]);
}

/** A range stands in SQL, also on engines whose position is another: FlinkX and ChunJun keep times as milliseconds. */
function asWritten(artefact: Artefact): Artefact {
  return {
    ...artefact,
    engine: { ...artefact.engine, type: artefact.engine.type === 'local' ? 'local' : 'flink-sql' },
  };
}

/** Only in the process is a time compared as somebody wrote it, with a `T` too. */
function formOf(value: string, { engine }: Artefact): string | undefined {
  return engine.type === 'local' ? value : undefined;
}
