import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../test/support/runtime/runtime-lab.ts';
import { createSchedulerLab, every, HOUR, type SchedulerLab } from '../../test/support/runtime/scheduler-lab.ts';
import type { NormalisedPipeline } from '../compiler/index.ts';
import { pausePipeline, resumePipeline } from './pause-pipelines.ts';

describe('a pipeline that a person pauses', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  const hourly = async (misfire: NormalisedPipeline['misfire']): Promise<void> => {
    await lab.deployAs('orders', { schedule: every(HOUR), misfire }, LAB_START + HOUR);
  };
  const fires = async (): Promise<readonly string[]> =>
    (await lab.store.listRuns({ limit: 100 })).items
      .map(({ fireTime, state }) => `${(fireTime - LAB_START) / HOUR} ${state}`)
      .toReversed();
  const at = async (hour: number): Promise<void> => {
    await lab.clock.advance(LAB_START + hour * HOUR - lab.clock.now());
    await lab.scheduler.look(LEADER_FENCE);
  };

  test.each([
    ['catch-up', ['1 scheduled', '2 waiting', '3 waiting']],
    ['fire-once', ['2 skipped', '3 scheduled']],
    ['skip', ['3 skipped']],
  ] as const)('misses what its policy says: %s', async (policy, expected) => {
    await hourly({ policy, limit: 10 });
    await pausePipeline(lab, lab.key('orders'), { actor: 'ann' });
    await at(3.5);
    expect(await fires()).toEqual([]);
    expect(await resumePipeline(lab, lab.key('orders'), { actor: 'ann' })).toBe('resumed');
    await at(3.5);
    expect(await fires()).toEqual(expected);
  });

  test('makes up for nothing where the person says so', async () => {
    await hourly({ policy: 'catch-up', limit: 10 });
    await pausePipeline(lab, lab.key('orders'), { actor: 'ann' });
    await at(3.5);
    await resumePipeline(lab, lab.key('orders'), { actor: 'ann', skipMissed: true });
    await at(3.6);
    expect(await fires()).toEqual([]);
    expect((await lab.store.getDeployment(lab.key('orders')))?.nextFireTime).toBe(LAB_START + 4 * HOUR);
  });

  test('goes on by itself when its time is over', async () => {
    await hourly({ policy: 'skip', limit: 10 });
    await pausePipeline(lab, lab.key('orders'), { actor: 'ann', until: LAB_START + 2 * HOUR });
    await at(1);
    expect(await fires()).toEqual([]);
    await at(2);
    expect(await fires()).toEqual(['1 skipped', '2 scheduled']);
  });

  test('stops what runs of it only where the person says so', async () => {
    await hourly({ policy: 'catch-up', limit: 10 });
    await at(1);
    expect(await pausePipeline(lab, lab.key('orders'), { actor: 'ann' })).toEqual({ outcome: 'paused', cancelled: 0 });
    expect(await fires()).toEqual(['1 scheduled']);
    const again = await pausePipeline(lab, lab.key('orders'), { actor: 'ann', cancel: true });
    expect(again).toEqual({ outcome: 'paused-already', cancelled: 1 });
    expect(await fires()).toEqual(['1 cancelled']);
  });

  test.each([
    ['odrers', {}, { code: 'NOT_FOUND', help: 'did you mean `orders`?' }],
    ['orders', { until: LAB_START - 1 }, { code: 'INVALID_REQUEST' }],
    ['orders', { why: 'x'.repeat(1_001) }, { code: 'INVALID_REQUEST' }],
  ])('is refused: %s', async (name, request, error) => {
    await hourly({ policy: 'skip', limit: 10 });
    await expect(pausePipeline(lab, lab.key(name), { actor: 'ann', ...request })).rejects.toMatchObject(error);
    expect(
      await lab.store.listConditions({ project: lab.key('x').project, environment: lab.key('x').environment }),
    ).toEqual([]);
  });
});
