import { describe, expect, it } from 'vitest';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { OperatingError } from '../errors.ts';
import { createVirtualClock } from '../observe/index.ts';
import type { EndsQuestion, MeasureEnds } from '../ports/index.ts';
import { compareEnds } from './compare-ends.ts';

const SAME = { source: { rows: 2n, sums: [] }, sink: { rows: 2n, sums: [] } };
const sameRows = { tolerance: 0, sums: [], timeZone: 'Asia/Shanghai' };
const { artefact } = sampleArtefact('orders', {
  expect: { sameRows },
  incremental: { column: 'at', type: 'timestamp(3)', from: '2026-01-01 00:00:00' },
});
const away = (retryable: boolean): OperatingError => new OperatingError('ENGINE_UNREACHABLE', 'away', { retryable });

describe('compareEnds', () => {
  const ask = (measureEnds: MeasureEnds, change: { cursorBefore?: string; cursorAfter?: string | undefined } = {}) => {
    const clock = createVirtualClock(0);
    const stop = new AbortController();
    const cursorAfter = 'cursorAfter' in change ? change.cursorAfter : '2026-03-01 00:00:00';
    const { cursorBefore } = change;
    const compared = compareEnds(
      { measureEnds, clock },
      { artefact, comparison: {}, cursorBefore, cursorAfter, signal: stop.signal },
    );
    return { clock, stop, compared };
  };

  it('asks for the range that the run has read, from where the first one begins, in the time of the database', async () => {
    const asked: EndsQuestion[] = [];
    const note: MeasureEnds = async (question) => {
      asked.push(question);
      return SAME;
    };
    expect(await ask(note).compared).toBe(SAME);
    expect(await ask(note, { cursorBefore: '1767225600000', cursorAfter: '1767225660000' }).compared).toBe(SAME);
    expect(asked.map(({ after, until }) => [after, until])).toEqual([
      ['2026-01-01 00:00:00', '2026-03-01 00:00:00'],
      ['2026-01-01 08:00:00.000', '2026-01-01 08:01:00.000'],
    ]);
  });

  it('asks nobody where an incremental run has read nothing', async () => {
    expect(await ask(() => Promise.reject(away(true)), { cursorAfter: undefined }).compared).toBeUndefined();
  });

  it('asks an end that was not there again, four times in all', async () => {
    let asked = 0;
    const { clock, compared } = ask(async () => {
      asked += 1;
      if (asked < 4) throw away(true);
      return SAME;
    });
    await clock.advance(21_000);
    expect(await compared).toBe(SAME);
    const never = ask(() => Promise.reject(away(true)));
    await never.clock.advance(21_000);
    expect(await never.compared).toMatchObject({ failure: { message: 'away', retryable: true } });
  });

  it('does not ask again what will not change', async () => {
    expect(await ask(() => Promise.reject(away(false))).compared).toMatchObject({ failure: { retryable: false } });
  });

  it('waits ten minutes for an answer, and cuts who is silent', async () => {
    const { clock, compared } = ask(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(away(false)))),
    );
    await clock.advance(600_000);
    expect(await compared).toMatchObject({ failure: { code: 'ENGINE_UNREACHABLE', retryable: true } });
  });

  it('is over when nobody waits for it any more', async () => {
    const { stop, compared } = ask(
      ({ signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(away(true)))),
    );
    stop.abort();
    expect(await compared).toBeUndefined();
  });
});
