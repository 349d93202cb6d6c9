import { describe, expect, it } from 'vitest';
import type { RunInSpan } from '../ports/index.ts';
import { judgeFire, workOf, type DependentFire } from './dependent-fires.ts';

const run = (finishedAt: number, previousFireTime: number, state: RunInSpan['state'] = 'succeeded'): RunInSpan => ({
  fireTime: 100,
  previousFireTime,
  state,
  finishedAt,
});
const timeout = { ms: 60, outcome: 'fail' } as const;

describe('judgeFire', () => {
  it('runs when all have succeeded, with the window of the first by name', () => {
    expect(judgeFire({}, [run(130, 90), run(110, 80)])).toEqual({
      kind: 'runs',
      since: 130,
      previousFireTime: 90,
    });
    expect(judgeFire({}, [run(130, 90), undefined])).toEqual({ kind: 'nothing' });
    expect(judgeFire({}, [run(130, 90), run(110, 80, 'failed')])).toEqual({ kind: 'nothing' });
  });
  it('runs when any has succeeded, with the window of the first to succeed', () => {
    const first = { kind: 'runs', since: 110, previousFireTime: 80 };
    expect(judgeFire({ any: true }, [run(130, 90), run(110, 80)])).toEqual(first);
    expect(judgeFire({ any: true }, [undefined, run(110, 80)])).toEqual(first);
    expect(judgeFire({ any: true }, [undefined, run(110, 80, 'failed')])).toEqual({ kind: 'nothing' });
  });
  it('waits from the first success on where there is a limit to it', () => {
    expect(judgeFire({ timeout }, [undefined, run(110, 80), run(105, 70)])).toEqual({
      kind: 'waits',
      firstSuccess: 105,
      previousFireTime: 70,
    });
    expect(judgeFire({ timeout }, [run(110, 80, 'running'), run(105, 70)])).toMatchObject({ previousFireTime: 80 });
    expect(judgeFire({ timeout }, [undefined, undefined])).toEqual({ kind: 'nothing' });
  });
});

describe('workOf', () => {
  const runs = (fireTime: number, since = -1) => fireOf(fireTime, { kind: 'runs', since, previousFireTime: 0 });
  const waits = (fireTime: number, firstSuccess: number) =>
    fireOf(fireTime, { kind: 'waits', firstSuccess, previousFireTime: 0 });
  const fireOf = (fireTime: number, verdict: DependentFire) => ({ fireTime, runs: [], verdict });
  const times = (fires: readonly { readonly fireTime: number }[]) => fires.map(({ fireTime }) => fireTime);

  it('takes what comes after the first that an upstream has started, oldest first', () => {
    expect(times(workOf([runs(30), waits(20, 0), runs(10)], 10, 99))).toEqual([20, 30]);
  });
  it('leaves alone what succeeded before the dependent was there', () => {
    expect(times(workOf([runs(30), runs(20), runs(10)], undefined, 0))).toEqual([30]);
    expect(times(workOf([waits(40, 50), runs(30), waits(20, 50)], undefined, 49))).toEqual([30, 40]);
    expect(times(workOf([waits(40, 50), runs(30)], undefined, 51))).toEqual([30]);
    expect(workOf([], undefined, 0)).toEqual([]);
  });
  it('takes all that came to succeed since it was there, though none was started yet', () => {
    expect(times(workOf([runs(40, 60), runs(30, 50), runs(20, 49), runs(10, 70)], undefined, 50))).toEqual([
      10, 30, 40,
    ]);
  });
});
