import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import {
  createSchedulerLab,
  DAY,
  every,
  HOUR,
  MINUTE,
  states,
  type SchedulerLab,
} from '../../../test/support/runtime/scheduler-lab.ts';
import { createWake } from '../observe/index.ts';
import { schedulerLease, type Store } from '../ports/index.ts';
import { createScheduler } from './scheduler.ts';

describe('createScheduler', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  it('asks once while nothing is due, paused or waiting', async () => {
    await lab.deployAs('hourly', { schedule: every(HOUR) }, LAB_START + HOUR);
    const asked: string[] = [];
    const store = new Proxy(lab.store, {
      get(target, name, receiver) {
        asked.push(String(name));
        return Reflect.get(target, name, receiver) as unknown;
      },
    });
    const resting = createScheduler({ ...lab, store, executors: createWake(lab.clock) });
    await resting.look(LEADER_FENCE);
    asked.length = 0;
    await resting.look(LEADER_FENCE);
    expect(asked).toEqual(['scheduleOutlook']);
  });

  it('says what it cannot fire, and neither spins for it nor leaves the rest', async () => {
    const lost = await lab.deployAs('lost', { schedule: every(MINUTE) }, LAB_START - MINUTE);
    await lab.deployAs('orders', { schedule: every(HOUR) }, LAB_START);
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.prepare('delete from sluice_artefact where digest = ?').run(lost.digest);
    database.close();
    await lab.scheduler.look(LEADER_FENCE);
    expect(await lab.runs('orders')).toHaveLength(1);
    expect(await lab.scheduler.look(LEADER_FENCE)).toBeGreaterThan(500);
    expect(lab.lines.join('')).toContain(lost.digest);
  });

  it('records each due fire once, on time, whatever is restarted in between', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    for (let minute = 0; minute < 5; minute++) {
      await lab.look();
      lab.restart();
      await lab.look();
      await lab.clock.advance(MINUTE);
    }
    expect(states(await lab.runs('orders'))).toEqual([0, 1, 2, 3, 4].map((at) => [at, 'scheduled', undefined]));
    expect(await lab.next('orders')).toBe(LAB_START + 5 * MINUTE);
    const [first, second] = await lab.runs('orders');
    expect(second?.previousFireTime).toBe(first?.fireTime);
  });

  it('tells the moment of each record, not that of the look', async () => {
    await lab.deployAs('orders', { schedule: every(HOUR) }, LAB_START);
    const store: Store = {
      ...lab.store,
      async openRunsOf(scope, pipelines) {
        await lab.clock.advance(5_000);
        return lab.store.openRunsOf(scope, pipelines);
      },
    };
    await createScheduler({ ...lab, store, executors: createWake(lab.clock) }).look(LEADER_FENCE);
    expect((await lab.runs('orders'))[0]?.createdAt).toBe(LAB_START + 5_000);
    expect(await lab.metrics.registry.metrics()).toMatch(/lateness\w*_sum\S* 5$/m);
  });

  it('does not call a fire late whose slot was over when the pipeline was deployed', async () => {
    await lab.clock.advance(30_000);
    await lab.deployAs('orders', { schedule: every(HOUR) }, LAB_START);
    await lab.look();
    expect(await lab.runs('orders')).toHaveLength(1);
    expect(await lab.metrics.registry.metrics()).toMatch(/lateness\w*_count\S* 0$/m);
    await lab.clock.advance(HOUR);
    await lab.look();
    expect(await lab.metrics.registry.metrics()).toMatch(/lateness\w*_count\S* 1$/m);
  });

  it('tells how long the next look can wait', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE) }, LAB_START + 300);
    expect(await lab.scheduler.look(LEADER_FENCE)).toBe(300);
    await lab.clock.advance(300);
    await lab.scheduler.look(LEADER_FENCE);
    expect(await lab.scheduler.look(LEADER_FENCE)).toBe(1_000);
  });

  it('refuses to write under an old fence', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE) }, LAB_START);
    await lab.store.nextFence(schedulerLease(lab.scope), 7);
    await expect(lab.scheduler.look(LEADER_FENCE)).rejects.toMatchObject({ code: 'STORE_FENCED' });
    expect(await lab.runs('orders')).toEqual([]);
  });

  it.each([
    [
      'skip',
      1,
      [
        [59, 'skipped', 'MISFIRED'],
        [60, 'scheduled', undefined],
      ],
    ],
    [
      'fire-once',
      1,
      [
        [59, 'skipped', 'MISFIRED'],
        [60, 'scheduled', undefined],
      ],
    ],
    [
      'catch-up',
      2,
      [
        [57, 'skipped', 'MISFIRED'],
        [58, 'scheduled', undefined],
        [59, 'waiting', 'CATCH_UP'],
        [60, 'waiting', 'CATCH_UP'],
      ],
    ],
  ] as const)('after an outage, %s', async (policy, limit, expected) => {
    await lab.deployAs('orders', { schedule: every(MINUTE), misfire: { policy, limit } }, LAB_START);
    await lab.clock.advance(HOUR + 59_000);
    // The fire of minute 60 is 59 s late, so it is on time; those before it have misfired.
    await lab.look();
    const runs = await lab.runs('orders');
    expect(states(runs)).toEqual(expected);
    const told = runs[0]?.reason?.message ?? '';
    expect(told).toContain(policy === 'catch-up' ? '58 fires' : '60 fires');
    expect(await lab.next('orders')).toBe(LAB_START + 61 * MINUTE);
  });

  it('lets caught-up fires go one after the other, oldest first', async () => {
    const misfire = { policy: 'catch-up', limit: 31 } as const;
    await lab.deployAs('days', { schedule: every(DAY), misfire }, LAB_START - 2 * DAY - 10 * HOUR);
    await lab.look();
    for (let day = 0; day < 3; day++) {
      const runs = await lab.runs('days');
      expect(runs.map(({ state }) => state)).toEqual(
        runs.map((_, index) => (index < day ? 'succeeded' : index === day ? 'scheduled' : 'waiting')),
      );
      await lab.end(runs[day], 'succeeded');
      await lab.look();
    }
    expect((await lab.runs('days')).every(({ state }) => state === 'succeeded')).toBe(true);
  });

  it('skips a fire whose pipeline still runs, with the reason', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'skip' }, LAB_START);
    await lab.look();
    await lab.clock.advance(MINUTE);
    await lab.look();
    expect(states(await lab.runs('orders'))).toEqual([
      [0, 'scheduled', undefined],
      [1, 'skipped', 'OVERLAP'],
    ]);
  });

  it('cancels what runs for a newer fire, which waits until it is gone', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'cancel-running' }, LAB_START);
    await lab.look();
    const [first] = await lab.runs('orders');
    await lab.store.claimRun(first?.id ?? '', 'test', lab.clock.now() + DAY, lab.clock.now());
    await lab.store.startAttempt(first?.id ?? '', 'test', { id: 'job' }, {}, undefined, lab.clock.now());
    await lab.clock.advance(MINUTE);
    await lab.look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([1, 'waiting', 'OVERLAP_CANCELLING']);
    expect(await lab.store.cancelRequested([first?.id ?? ''])).toHaveLength(1);
    const cancelled = { attemptState: 'cancelled', runState: 'cancelled', metrics: {} } as const;
    await lab.store.finishAttempt(first?.id ?? '', 'test', 1, cancelled, lab.clock.now());
    await lab.look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([1, 'scheduled', undefined]);
  });

  it('fires a fixed delay after the end of the run before', async () => {
    await lab.deployAs('orders', { schedule: { kind: 'after', delayMs: 5 * MINUTE, timeZone: 'UTC' } }, LAB_START);
    await lab.look();
    expect(await lab.next('orders')).toBeUndefined();
    await lab.clock.advance(3 * MINUTE);
    await lab.end((await lab.runs('orders'))[0], 'succeeded');
    await lab.look();
    expect(await lab.next('orders')).toBe(LAB_START + 8 * MINUTE);
    await lab.clock.advance(5 * MINUTE);
    await lab.look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([8, 'scheduled', undefined]);
  });

  it('fires nothing that is suspended', async () => {
    await lab.deployAs('orders', { schedule: every(MINUTE), state: 'suspended' }, LAB_START);
    await lab.look();
    expect(await lab.runs('orders')).toEqual([]);
  });
});
