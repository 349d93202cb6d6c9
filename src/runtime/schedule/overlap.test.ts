import { describe, expect, it } from 'vitest';
import { decideFire, mayStart, type OpenRun, type OverlapPolicy } from './overlap.ts';

const run = (id: string, state: OpenRun['state'], fireTime: number, code?: string): OpenRun => ({
  id,
  state,
  fireTime,
  reason: code === undefined ? undefined : { code, message: '' },
});
const ask = (policy: OverlapPolicy, open: readonly OpenRun[], caughtUp = false) =>
  decideFire({ policy, open, caughtUp, upstreams: [] });

describe('decideFire', () => {
  const running = [run('a', 'running', 1)];
  const queued = [...running, run('b', 'waiting', 2, 'OVERLAP_QUEUED')];

  it('schedules at once when nothing is open, or waits for its upstreams by name', () => {
    expect(ask('skip', [])).toEqual({ state: 'scheduled', cancel: [] });
    const waiting = decideFire({ policy: 'skip', open: [], caughtUp: false, upstreams: ['customers-to-ods'] });
    expect(waiting).toMatchObject({ state: 'waiting', reason: { code: 'WAITING_FOR_UPSTREAM' } });
    expect(waiting.reason?.message).toContain('customers-to-ods');
  });

  it.each([
    ['skip', running, 'skipped', 'OVERLAP'],
    ['queue-one', running, 'waiting', 'OVERLAP_QUEUED'],
    ['queue-one', queued, 'skipped', 'OVERLAP_QUEUE_FULL'],
    ['queue-all', queued, 'waiting', 'OVERLAP_QUEUED'],
    ['cancel-running', running, 'waiting', 'OVERLAP_CANCELLING'],
    ['allow', running, 'scheduled', undefined],
  ] as const)('%s with %j open: %s', (policy, open, state, code) => {
    const answer = ask(policy, open);
    expect(answer.state).toBe(state);
    expect(answer.reason?.code).toBe(code);
    expect(answer.cancel).toEqual(policy === 'cancel-running' ? ['a'] : []);
  });

  it('loses no fire to overlap while days are being caught up with', () => {
    expect(ask('skip', running, true)).toMatchObject({ state: 'waiting', reason: { code: 'CATCH_UP' } });
    expect(ask('queue-one', queued, true)).toMatchObject({ state: 'waiting', reason: { code: 'CATCH_UP' } });
    const catchingUp = [...running, run('b', 'waiting', 2, 'CATCH_UP')];
    expect(ask('skip', catchingUp)).toMatchObject({ state: 'waiting' });
  });

  it.each([
    ['skip', 'waiting', 'BACKFILL', []],
    ['queue-one', 'skipped', 'OVERLAP_QUEUE_FULL', []],
    ['queue-all', 'waiting', 'OVERLAP_QUEUED', []],
    ['cancel-running', 'waiting', 'OVERLAP_CANCELLING', ['first']],
    ['allow', 'scheduled', undefined, []],
  ] as const)('%s with a backfill and a fire that waits for it: %s %s', (policy, state, code, cancel) => {
    const open = [run('backfilled', 'running', 1), run('first', 'waiting', 2, 'BACKFILL')];
    const backfilled = new Set(['backfilled']);
    const answer = decideFire({ policy, open, backfilled, caughtUp: false, upstreams: [] });
    expect([answer.state, answer.reason?.code, answer.cancel]).toEqual([state, code, cancel]);
  });

  it('skips for a fire that has waited for a backfill whose run is over', () => {
    const open = [run('first', 'running', 2), run('second', 'waiting', 3, 'BACKFILL')];
    expect(ask('skip', open)).toMatchObject({ state: 'skipped', reason: { code: 'OVERLAP' } });
  });
});

describe('mayStart', () => {
  const first = run('a', 'waiting', 1);
  const second = run('b', 'waiting', 2);
  it('starts waiting runs oldest first and one at a time', () => {
    expect(mayStart(first, 'queue-all', [first, second])).toBe(true);
    expect(mayStart(second, 'queue-all', [first, second])).toBe(false);
    expect(mayStart(second, 'queue-all', [run('a', 'retry-wait', 1), second])).toBe(false);
    expect(mayStart(second, 'queue-all', [second])).toBe(true);
    expect(mayStart(second, 'allow', [first, second])).toBe(true);
  });
});
