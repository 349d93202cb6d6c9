import { cursorMoment, type Artefact } from '../../compiler/index.ts';
import { formatDuration } from '../../time/index.ts';
import type { ComparedEnds } from './compare-ends.ts';
import type { JobEnd } from './job-end.ts';

type Expectation = NonNullable<Artefact['pipeline']['expect']>;

/** The code of a run that its engine calls a success, and that did not do what is expected of it. */
export const EXPECTATION_NOT_MET = 'EXPECTATION_NOT_MET';
/** The code of one whose source and sink did not say whether they have the same rows. */
export const ENDS_NOT_COMPARED = 'ENDS_NOT_COMPARED';

/** What is known when a job has ended. */
export interface KnownAtEnd {
  /** Where the job began. */
  readonly cursorBefore: string | undefined;
  /** When it ended, UTC milliseconds. */
  readonly now: number;
  /** What its ends say of their rows; undefined where nobody asked them. */
  readonly ends: ComparedEnds | undefined;
}

/**
 * The end of a job as it is to be taken: one that succeeded and did not do what the pipeline expects has failed, its position stays,
 * and another attempt would not help, unless the pipeline says otherwise (`onFailure`). Where its ends could not be asked, another
 * attempt may help if asking again may. Every other end is given back as it is.
 */
export function judgeExpectation(job: JobEnd, expectation: Expectation | undefined, known: KnownAtEnd): JobEnd {
  if (job.state !== 'succeeded' || expectation === undefined) return job;
  const reason = notMet(job, expectation, known) ?? notCompared(known);
  if (reason === undefined) return job;
  if (expectation.onFailure === 'warn') return { ...job, reason };
  // one that was being stopped has done its work all the same: it is not to be taken up again
  return { ...job, state: 'failed', reason, cursor: undefined, stopped: undefined };
}

function notMet(job: JobEnd, expectation: Expectation, { cursorBefore, now, ends }: KnownAtEnd): JobEnd['reason'] {
  const unmet = [
    rowsNotMet(job, expectation),
    tooOld(job.cursor ?? cursorBefore, expectation, now),
    notTheSame(job, expectation, ends),
  ].filter((text) => text !== undefined);
  if (unmet.length === 0) return undefined;
  return {
    code: EXPECTATION_NOT_MET,
    message: unmet.join('; '),
    help: 'see what the source holds, and run the fire again, or change `expect` of the pipeline; what was written stays',
    retryable: expectation.onFailure === 'retry',
  };
}

function notCompared({ ends }: KnownAtEnd): JobEnd['reason'] {
  if (ends === undefined || !('failure' in ends)) return undefined;
  const { message, retryable, help } = ends.failure;
  return {
    code: ENDS_NOT_COMPARED,
    message: `source and sink could not be compared: ${message}`,
    help: help ?? 'see that both can be reached from here, and run the fire again; what was written stays',
    retryable,
  };
}

/** Rows that were refused within the error limit are no difference. */
function notTheSame(
  { metrics: { rowsRefused = 0 } }: JobEnd,
  { sameRows }: Expectation,
  ends: ComparedEnds | undefined,
): string | undefined {
  if (sameRows === undefined || ends === undefined || 'failure' in ends) return undefined;
  const { source, sink } = ends;
  const missing = source.rows - sink.rows;
  const allowed = BigInt(sameRows.tolerance);
  if (missing > allowed + BigInt(rowsRefused) || -missing > allowed) {
    const refused = rowsRefused === 0 ? '' : `, refused: ${rowsRefused}`;
    const wanted = allowed === 0n ? 'the same expected' : `at most ${allowed} of a difference expected`;
    return `rows of the source: ${source.rows}, of the sink: ${sink.rows}${refused}, ${wanted}`;
  }
  // a row that was refused is missing in the sums too
  if (rowsRefused > 0) return undefined;
  const others = sameRows.sums.flatMap((name, index) => {
    const [one, other] = [source.sums[index] ?? 'none', sink.sums[index] ?? 'none'];
    return one === other ? [] : [`sum of ${name} in the source: ${one}, in the sink: ${other}`];
  });
  return others.length === 0 ? undefined : others.join('; ');
}

function rowsNotMet({ metrics }: JobEnd, { rows }: Expectation): string | undefined {
  if (rows === undefined) return undefined;
  const { min, max } = rows;
  const { rowsWritten } = metrics;
  const expected = [min === undefined ? [] : [`at least ${min}`], max === undefined ? [] : [`at most ${max}`]].flat();
  const wanted = `${expected.join(' and ')} expected`;
  if (rowsWritten === undefined) return `the engine does not say how many rows were written, ${wanted}`;
  const isMet = rowsWritten >= (min ?? 0) && rowsWritten <= (max ?? Infinity);
  return isMet ? undefined : `rows written: ${rowsWritten}, ${wanted}`;
}

function tooOld(cursor: string | undefined, { freshness }: Expectation, now: number): string | undefined {
  if (freshness === undefined) return undefined;
  const wanted = `at most ${formatDuration(freshness.ms)} expected`;
  if (cursor === undefined) return `no row was read yet whose age is known, ${wanted}`;
  const moment = cursorMoment(cursor, freshness.timeZone);
  if (moment === undefined)
    return `the position ${cursor} is no time, so that the age of the rows is not known, ${wanted}`;
  const age = now - moment;
  if (age <= freshness.ms) return undefined;
  // to the second: nobody reads milliseconds of a day
  return `age of the newest row: ${formatDuration(Math.round(age / 1000) * 1000)}, ${wanted}`;
}
