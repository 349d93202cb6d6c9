import { describe, expect, test } from 'vitest';
import type { JobEnd } from './job-end.ts';
import { judgeExpectation } from './judge-expectation.ts';

const NOW = Date.UTC(2026, 2, 1, 12);
const job = (change: Partial<JobEnd> = {}): JobEnd => ({
  state: 'succeeded',
  metrics: { rowsRead: 5, rowsWritten: 5 },
  reason: undefined,
  cursor: '2026-03-01 11:30:00',
  stopped: undefined,
  ...change,
});
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
    expect(judgeExpectation(end, expectation, '2026-03-01 11:00:00', NOW)).toBe(end);
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
    const judged = judgeExpectation(end, expectation, '2026-02-28 00:00:00', NOW);
    expect(judged).toMatchObject({ state: 'failed', metrics: end.metrics, cursor: undefined });
    expect(judged.reason).toMatchObject({ code: 'EXPECTATION_NOT_MET', retryable: false });
    expect(judged.reason?.message).toMatch(message);
  });

  test('is not known of a pipeline that has read nothing yet', () => {
    const judged = judgeExpectation(job({ cursor: undefined }), { freshness }, undefined, NOW);
    expect(judged.reason?.message).toBe('no row was read yet whose age is known, at most 1h expected');
  });

  test('is asked of no job that failed by itself', () => {
    const failed = job({ state: 'failed', metrics: {} });
    expect(judgeExpectation(failed, { rows: { min: 1 } }, undefined, NOW)).toBe(failed);
  });

  test('of a job that ended while it was being stopped is judged all the same, and not repeated', () => {
    const stopped = job({ stopped: 'shutdown', metrics: { rowsWritten: 0 } });
    expect(judgeExpectation(stopped, { rows: { min: 1 } }, undefined, NOW)).toMatchObject({
      state: 'failed',
      stopped: undefined,
    });
  });
});
