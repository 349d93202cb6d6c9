import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import { createSchedulerLab, every, HOUR, type SchedulerLab } from '../../../test/support/runtime/scheduler-lab.ts';
import type { MisfirePolicy } from './plan-due.ts';

describe('missed fires of which some are on record', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  /** Hourly from hour 0 of an outage, with runs by hand of these hours. */
  const outage = async (misfire: MisfirePolicy, byHand: readonly number[], hours: number): Promise<void> => {
    const compiled = await lab.deployAs('orders', { schedule: every(HOUR), misfire, overlap: 'allow' }, LAB_START);
    for (const hour of byHand) await lab.fire(compiled, LAB_START + hour * HOUR);
    await lab.clock.advance(hours * HOUR);
  };
  const hourOf = (time: number): number => (time - LAB_START) / HOUR;
  /** Each run as its hour, and of a record of missed fires also the first and how many. */
  const recorded = async (): Promise<readonly string[]> =>
    (await lab.runs('orders')).map(({ fireTime, state, reason }) => {
      const missed = reason?.missed;
      const told = missed === undefined ? '' : ` ${missed.count} from ${hourOf(Date.parse(missed.from))}`;
      return `${hourOf(fireTime)} ${state}${told}`;
    });
  const next = async (): Promise<number> =>
    hourOf((await lab.store.getDeployment(lab.key('orders')))?.nextFireTime ?? Number.NaN);

  it.each<[string, MisfirePolicy, readonly number[], readonly string[]]>([
    ['the last', { policy: 'fire-once', limit: 1 }, [5], ['4 skipped 5 from 0', '5 scheduled', '6 scheduled']],
    ['the last', { policy: 'skip', limit: 1 }, [5], ['4 skipped 5 from 0', '5 scheduled', '6 scheduled']],
    [
      'the last that is skipped',
      { policy: 'catch-up', limit: 1 },
      [4],
      ['3 skipped 4 from 0', '4 scheduled', '5 scheduled', '6 scheduled'],
    ],
    [
      'one in the middle and the last',
      { policy: 'fire-once', limit: 1 },
      [2, 5],
      ['1 skipped 2 from 0', '2 scheduled', '4 skipped 2 from 3', '5 scheduled', '6 scheduled'],
    ],
    [
      'the first and the last two',
      { policy: 'skip', limit: 1 },
      [0, 4, 5],
      ['0 scheduled', '3 skipped 3 from 1', '4 scheduled', '5 scheduled', '6 scheduled'],
    ],
  ])('are told without it: %s, %o', async (_, misfire, byHand, expected) => {
    await outage(misfire, byHand, 6);
    await lab.scheduler.look(LEADER_FENCE);
    expect(await recorded()).toEqual(expected);
    expect(await next()).toBe(7);
    const told = (await lab.store.listEvents({ limit: 100 })).items.filter(({ type }) => type === 'run.skipped');
    expect(told).toHaveLength(expected.filter((each) => each.includes('skipped')).length);
  });

  it('are none when all are on record, and the clock goes on', async () => {
    await outage({ policy: 'skip', limit: 1 }, [0, 1], 1.5);
    await lab.scheduler.look(LEADER_FENCE);
    expect(await recorded()).toEqual(['0 scheduled', '1 scheduled']);
    expect(await next()).toBe(2);
  });

  it('are looked through bit by bit where many are on record', async () => {
    const byHand = Array.from({ length: 230 }, (_, hour) => hour);
    await outage({ policy: 'fire-once', limit: 1 }, byHand, 240);
    await lab.scheduler.look(LEADER_FENCE);
    expect(await next()).toBe(200);
    await lab.scheduler.look(LEADER_FENCE);
    expect((await recorded()).slice(230)).toEqual(['239 skipped 10 from 230', '240 scheduled']);
    expect(await next()).toBe(241);
  });
});
