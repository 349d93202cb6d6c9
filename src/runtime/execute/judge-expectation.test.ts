import { describe, expect, test } from 'vitest';
import { OperatingError } from '../errors.ts';
import type { ComparedEnds } from './compare-ends.ts';
import type { JobEnd } from './job-end.ts';
import { judgeExpectation, type KnownAtEnd } from './judge-expectation.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const job = (change: Partial<JobEnd> = {}): JobEnd => ({
  state: 'succeeded',
  metrics: { rowsRead: 5, rowsWritten: 5 },
  reason: undefined,
  cursor: '2026-03-01 11:30:00',
  stopped: undefined,
  ...change,
});
const known = (cursorBefore?: string, ends?: ComparedEnds): KnownAtEnd => ({ cursorBefore, now: NOW, ends });
const freshness = { ms: 3_600_000, timeZone: 'UTC' };

describe('what was expected', () => {
  test.each([
    ['nothing', undefined, job()],
    ['a row at least', { rows: { min: 1 } }, job()],
    ['the very bounds', { rows: { min: 5, max: 5 } }, job()],
    ['no row at all', { rows: { max: 0 } }, job({ metrics: { rowsWritten: 0 } })],
    ['a new row', { freshness }, job()],
    ['a new row, and none has come since', { freshness }, job({ cursor: undefined })],
  ] as const)('%s: the end is as the engine says', (_, expectation, end) => {
    expect(judgeExpectation(end, expectation, known('2026-03-01 11:00:00'))).toBe(end);
  });

  test.each([
    ['rows', { rows: { min: 1 } }, job({ metrics: { rowsWritten: 0 } }), 'rows written: 0, at least 1 expected'],
    ['rows', { rows: { min: 1, max: 4 } }, job(), 'rows written: 5, at least 1 and at most 4 expected'],
    ['a count', { rows: { max: 4 } }, job({ metrics: { rowsRead: 4 } }), /does not say how many rows were written/],
    ['age', { freshness }, job({ cursor: '2026-03-01 10:00:00' }), 'age of the newest row: 2h, at most 1h expected'],
    ['age', { freshness }, job({ cursor: undefined }), 'age of the newest row: 1d12h, at most 1h expected'],
    ['age', { freshness }, job({ cursor: 'x' }), /^the position x is no time/],
    [
      'both',
      { rows: { min: 6 }, freshness },
      job({ cursor: undefined }),
      'rows written: 5, at least 6 expected; age of the newest row: 1d12h, at most 1h expected',
    ],
  ] as const)('is not met in %s: it failed for good, and the position stays', (_, expectation, end, message) => {
    const judged = judgeExpectation(end, expectation, known('2026-02-28 00:00:00'));
    expect(judged).toMatchObject({ state: 'failed', metrics: end.metrics, cursor: undefined });
    expect(judged.reason).toMatchObject({ code: 'EXPECTATION_NOT_MET', retryable: false });
    expect(judged.reason?.message).toMatch(message);
  });

  test('is not known of a pipeline that has read nothing yet', () => {
    const judged = judgeExpectation(job({ cursor: undefined }), { freshness }, known());
    expect(judged.reason?.message).toBe('no row was read yet whose age is known, at most 1h expected');
  });

  test('is asked of no job that failed by itself', () => {
    const failed = job({ state: 'failed', metrics: {} });
    expect(judgeExpectation(failed, { rows: { min: 1 } }, known())).toBe(failed);
  });

  test('of a job that ended while it was being stopped is judged all the same, and not repeated', () => {
    const stopped = job({ stopped: 'shutdown', metrics: { rowsWritten: 0 } });
    expect(judgeExpectation(stopped, { rows: { min: 1 } }, known())).toMatchObject({
      state: 'failed',
      stopped: undefined,
    });
  });
});

describe('source and sink', () => {
  const sameRows = { tolerance: 0, sums: ['amount'], timeZone: 'UTC' };
  const ends = (
    rows: number,
    sinkRows: number,
    sum: string | null = '7',
    sinkSum: string | null = '7',
  ): ComparedEnds => ({
    source: { rows: BigInt(rows), sums: [sum] },
    sink: { rows: BigInt(sinkRows), sums: [sinkSum] },
  });

  test.each([
    ['the same rows and sums', sameRows, ends(5, 5), 0],
    ['no rows, and nothing to sum up', sameRows, ends(0, 0, null, null), 0],
    ['as many rows less as were refused', sameRows, ends(5, 3), 2],
    ['a difference that is allowed, less', { ...sameRows, sums: [], tolerance: 1 }, ends(5, 4), 0],
    ['a difference that is allowed, more', { ...sameRows, sums: [], tolerance: 1 }, ends(5, 6), 0],
  ] as const)('have %s: the end is as the engine says', (_, asked, answers, rowsRefused) => {
    const end = job({ metrics: { rowsWritten: 5, rowsRefused } });
    expect(judgeExpectation(end, { sameRows: asked }, known(undefined, answers))).toBe(end);
  });

  test.each([
    ['rows', sameRows, ends(5, 4), 0, 'rows of the source: 5, of the sink: 4, the same expected'],
    ['rows', sameRows, ends(5, 6), 3, 'rows of the source: 5, of the sink: 6, refused: 3, the same expected'],
    ['rows', { ...sameRows, tolerance: 1 }, ends(5, 3), 0, 'of the sink: 3, at most 1 of a difference expected'],
    ['a sum', sameRows, ends(5, 5, '7', '8'), 0, 'sum of amount in the source: 7, in the sink: 8'],
    ['a sum', sameRows, ends(5, 5, '7', null), 0, 'sum of amount in the source: 7, in the sink: none'],
  ] as const)('differ in %s: it failed for good', (_, asked, answers, rowsRefused, message) => {
    const end = job({ metrics: { rowsWritten: 5, rowsRefused } });
    const judged = judgeExpectation(end, { sameRows: asked }, known(undefined, answers));
    expect(judged).toMatchObject({ state: 'failed', cursor: undefined });
    expect(judged.reason).toMatchObject({ code: 'EXPECTATION_NOT_MET', retryable: false });
    expect(judged.reason?.message).toContain(message);
  });

  test.each([true, false])('that could not be asked are no difference; retryable: %s', (retryable) => {
    const failure = new OperatingError('ENGINE_UNREACHABLE', 'it is gone', { retryable });
    const judged = judgeExpectation(job(), { sameRows }, known(undefined, { failure }));
    expect(judged).toMatchObject({ state: 'failed', reason: { code: 'ENDS_NOT_COMPARED', retryable } });
    expect(judged.reason?.message).toBe('source and sink could not be compared: it is gone');
  });

  test('that differ are tried again, or only told of, where the pipeline says so', () => {
    const unlike = known(undefined, ends(5, 4));
    const again = judgeExpectation(job(), { sameRows, onFailure: 'retry' }, unlike);
    expect(again).toMatchObject({ state: 'failed', reason: { retryable: true } });
    const told = judgeExpectation(job(), { sameRows, onFailure: 'warn' }, unlike);
    expect(told).toMatchObject({ state: 'succeeded', cursor: job().cursor, reason: { code: 'EXPECTATION_NOT_MET' } });
  });
});
