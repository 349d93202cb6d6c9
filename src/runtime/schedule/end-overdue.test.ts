import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import {
  createSchedulerLab,
  every,
  HOUR,
  MINUTE,
  type SchedulerLab,
} from '../../../test/support/runtime/scheduler-lab.ts';

/** More than are looked at together. */
const RUNS = 230;

describe('endOverdue', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  const statesOf = async (): Promise<Readonly<Record<string, number>>> => {
    const counts: Record<string, number> = {};
    for (const { state } of await lab.runs('orders')) counts[state] = (counts[state] ?? 0) + 1;
    return counts;
  };

  it('ends none that a freeze holds, however many wait, and all of them once they are late after it', async () => {
    const window = { from: LAB_START + MINUTE, to: LAB_START + 10 * MINUTE };
    const freezes = [{ name: 'sale', policy: 'deny', fires: 'hold', window }] as const;
    await lab.deployAs('first', { schedule: every(HOUR) }, LAB_START);
    const orders = { schedule: every(HOUR), dependsOn: ['first'], startingDeadlineMs: 3 * MINUTE, freezes };
    const { digest } = await lab.deployAs('orders', orders, LAB_START + 99 * HOUR);
    await lab.look();
    for (let index = 0; index < RUNS; index++) {
      const fire = { fireTime: LAB_START + index, previousFireTime: LAB_START - HOUR, trigger: 'schedule' } as const;
      const request = {
        ...fire,
        key: lab.key('orders'),
        artefactDigest: digest,
        parameters: {},
        state: 'waiting',
      } as const;
      await lab.store.recordFire(LEADER_FENCE, request, `run-${index}`, LAB_START);
    }
    await lab.clock.advance(5 * MINUTE);
    expect(await lab.scheduler.look(LEADER_FENCE)).toBe(0);
    await lab.look();
    expect(await statesOf()).toEqual({ waiting: RUNS });
    await lab.clock.advance(8 * MINUTE - 1);
    await lab.look();
    expect(await statesOf()).toEqual({ waiting: RUNS });
    await lab.clock.advance(1);
    await lab.scheduler.look(LEADER_FENCE);
    await lab.look();
    expect(await statesOf()).toEqual({ skipped: RUNS });
  });
});
