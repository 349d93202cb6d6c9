import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import {
  createSchedulerLab,
  DAY,
  every,
  MINUTE,
  states,
  type SchedulerLab,
} from '../../../test/support/runtime/scheduler-lab.ts';
import type { CompiledArtefact } from '../../compiler/index.ts';
import { createWake } from '../observe/index.ts';
import type { Store } from '../ports/index.ts';
import { createScheduler } from './scheduler.ts';
import { decisiveOf } from './upstream-successes.ts';

describe('decisiveOf', () => {
  const [minutely, daily, seldom] = [{ newest: [900, 899] }, { newest: [900, 100] }, { newest: [500] }];

  it('is the one with the fewest, or that reaches furthest back, where all have to succeed', () => {
    expect(decisiveOf({}, [minutely, daily])).toEqual([daily]);
    expect(decisiveOf({}, [minutely, daily, seldom])).toEqual([seldom]);
    expect(decisiveOf({}, [daily, { newest: [] }])).toEqual([{ newest: [] }]);
  });

  it('are all where any is enough, or the wait for the others ends', () => {
    expect(decisiveOf({ any: true }, [minutely, daily])).toEqual([minutely, daily]);
    expect(decisiveOf({ timeout: { ms: 1, outcome: 'fail' } }, [minutely, daily])).toEqual([minutely, daily]);
  });
});

describe('a dependent of one that succeeds often and one that seldom does', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  it('fires for what they share, and reads no more for what they do not', { timeout: 60_000 }, async () => {
    const often = await lab.deployAs('often', { schedule: every(MINUTE) }, LAB_START + DAY);
    const seldom = await lab.deployAs('seldom', { schedule: every(DAY) }, LAB_START + DAY);
    const schedule = { kind: 'upstream', timeZone: 'UTC' } as const;
    await lab.deployAs('joined', { schedule, dependsOn: ['often', 'seldom'], overlap: 'allow' });
    const succeed = async (of: CompiledArtefact, minute: number): Promise<void> =>
      lab.end(await lab.fire(of, LAB_START + minute * MINUTE), 'succeeded');
    let spans = 0;
    const newestRunsIn: Store['newestRunsIn'] = async (scope, asked) => {
      spans += asked.length;
      return await lab.store.newestRunsIn(scope, asked);
    };
    const store = { ...lab.store, newestRunsIn };
    const look = () => createScheduler({ ...lab, store, executors: createWake(lab.clock) }).look(LEADER_FENCE);
    for (const of of [often, seldom]) await succeed(of, 0);
    await look();
    for (let minute = 1; minute <= 250; minute++) await succeed(often, minute);
    await succeed(seldom, 100);
    spans = 0;
    await look();
    expect(states(await lab.runs('joined'))).toEqual([0, 100].map((minute) => [minute, 'scheduled', undefined]));
    // one of its own, and one of each upstream
    expect(spans).toBe(3);
  });
});
