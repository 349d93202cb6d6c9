import { cursorMoment, type Artefact } from '../../compiler/index.ts';
import { formatDuration } from '../../time/index.ts';
import type { JobEnd } from './job-end.ts';

type Expectation = NonNullable<Artefact['pipeline']['expect']>;

/** The code of a run that its engine calls a success, and that did not do what is expected of it. */
export const EXPECTATION_NOT_MET = 'EXPECTATION_NOT_MET';

/**
 * The end of a job as it is to be taken: one that succeeded and did not do what the pipeline expects has failed, its position stays,
 * and another attempt would not help. Every other end is given back as it is.
 *
 * @param cursorBefore Where the job began.
 * @param now When it ended, UTC milliseconds.
 */
export function judgeExpectation(
  job: JobEnd,
  expectation: Expectation | undefined,
  cursorBefore: string | undefined,
  now: number,
): JobEnd {
  if (job.state !== 'succeeded' || expectation === undefined) return job;
  const unmet = [rowsNotMet(job, expectation), tooOld(job.cursor ?? cursorBefore, expectation, now)].filter(
    (text) => text !== undefined,
  );
  if (unmet.length === 0) return job;
  const reason = {
    code: EXPECTATION_NOT_MET,
    message: unmet.join('; '),
    help: 'see what the source holds, and run the fire again, or change `expect` of the pipeline; what was written stays',
    retryable: false,
  };
  // one that was being stopped has done its work all the same: it is not to be taken up again
  return { ...job, state: 'failed', reason, cursor: undefined, stopped: undefined };
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
