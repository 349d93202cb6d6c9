import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LAB_START, LEADER_FENCE } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import {
  createSchedulerLab,
  every,
  HOUR,
  MINUTE,
  states,
  type SchedulerLab,
} from '../../../test/support/runtime/scheduler-lab.ts';
import { nextFireTime, startDelay, type Freeze } from '../../time/index.ts';
import { createWake } from '../observe/index.ts';
import { type RunRecord } from '../ports/index.ts';
import { createScheduler } from './scheduler.ts';

describe('fires that are to start later', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  describe('with jitter', () => {
    const spread = { ...every(10 * MINUTE), jitterMs: 9 * MINUTE };
    const delay = () => startDelay(spread, lab.key('orders'));

    it('records each fire under its own time, and only when its start has come', async () => {
      await lab.deployAs('orders', { schedule: spread, overlap: 'allow' }, LAB_START);
      await lab.deployAs('prompt', { schedule: every(10 * MINUTE), overlap: 'allow' }, LAB_START);
      expect(delay()).toBeGreaterThan(MINUTE);
      for (let fire = 0; fire < 3; fire++) {
        await lab.look();
        expect(await lab.runs('orders')).toHaveLength(fire);
        expect(await lab.runs('prompt')).toHaveLength(fire + 1);
        lab.restart();
        await lab.clock.advance(delay() - 1);
        await lab.look();
        expect(await lab.runs('orders')).toHaveLength(fire);
        await lab.clock.advance(1);
        await lab.look();
        await lab.clock.advance(10 * MINUTE - delay());
      }
      const runs = await lab.runs('orders');
      expect(states(runs)).toEqual([0, 10, 20].map((at) => [at, 'scheduled', undefined]));
      expect(runs.map(({ createdAt, fireTime }) => createdAt - fireTime)).toEqual([delay(), delay(), delay()]);
      expect(runs.map(({ previousFireTime, fireTime }) => fireTime - previousFireTime)).toEqual(
        runs.map(() => 10 * MINUTE),
      );
    });

    it('rests until the start, and does not look again and again', async () => {
      await lab.deployAs('orders', { schedule: spread }, LAB_START);
      await lab.scheduler.look(LEADER_FENCE);
      const patient = createScheduler({ ...lab, executors: createWake(lab.clock), pollMs: HOUR });
      expect(await patient.look(LEADER_FENCE)).toBe(delay());
      expect((await lab.store.getDeployment(lab.key('orders')))?.nextFireTime).toBe(LAB_START);
    });

    it('waits also where the clock was put back after the fire', async () => {
      await lab.deployAs('orders', { schedule: spread }, LAB_START);
      await lab.look();
      const deployment = await lab.store.getDeployment(lab.key('orders'));
      expect(deployment?.dueAt).toBe(LAB_START + delay());
      await lab.deploy(sampleArtefact('orders', { schedule: spread, description: 'another version' }), LAB_START);
      expect((await lab.store.getDeployment(lab.key('orders')))?.dueAt).toBeUndefined();
      await lab.look();
      expect((await lab.store.getDeployment(lab.key('orders')))?.dueAt).toBe(LAB_START + delay());
      expect(await lab.runs('orders')).toEqual([]);
    });

    it('counts lateness and misfires from the start that was due', async () => {
      const misfire = { policy: 'skip', limit: 1, afterMs: MINUTE } as const;
      await lab.deployAs('orders', { schedule: spread, misfire }, LAB_START);
      await lab.clock.advance(delay() + MINUTE);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'scheduled', undefined]]);
      await lab.deployAs('late', { schedule: spread, misfire, overlap: 'allow' }, LAB_START);
      const late = startDelay(spread, lab.key('late'));
      await lab.clock.advance(LAB_START + late + MINUTE + 1 - lab.clock.now() + 10 * MINUTE);
      await lab.look();
      expect(states(await lab.runs('late'))).toEqual([[10, 'skipped', 'MISFIRED']]);
    });

    it('counts the starting deadline from the start that was due', async () => {
      await lab.deployAs('orders', { schedule: spread, startingDeadlineMs: MINUTE }, LAB_START);
      await lab.clock.advance(delay());
      await lab.look();
      await lab.clock.advance(MINUTE - 1);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'scheduled', undefined]]);
      await lab.clock.advance(1);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'skipped', 'STARTING_DEADLINE']]);
    });
  });

  describe('with freezes', () => {
    const sale = (fires: 'hold' | 'skip', more: Partial<Freeze> = {}): Freeze => ({
      name: 'big-sale',
      policy: 'deny',
      fires,
      window: { from: LAB_START + 2 * MINUTE, to: LAB_START + 5 * MINUTE },
      ...more,
    });
    /** Looks at every minute, each time with a scheduler that has just been started. */
    const pass = async (minutes: number): Promise<void> => {
      for (let minute = 0; minute < minutes; minute++) {
        lab.restart();
        await lab.look();
        await lab.clock.advance(MINUTE);
      }
    };

    it('skips what is due within one, with its reason, and goes on after it', async () => {
      await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'allow', freezes: [sale('skip')] }, LAB_START);
      await pass(7);
      expect(states(await lab.runs('orders'))).toEqual([
        [0, 'scheduled', undefined],
        [1, 'scheduled', undefined],
        [2, 'skipped', 'FROZEN'],
        [3, 'skipped', 'FROZEN'],
        [4, 'skipped', 'FROZEN'],
        [5, 'scheduled', undefined],
        [6, 'scheduled', undefined],
      ]);
      expect((await lab.runs('orders'))[2]?.reason?.message).toContain('`big-sale`');
    });

    it('holds what is due within one, and makes up for it by the misfire policy after the end', async () => {
      const freezes = [sale('hold')];
      const misfire = { policy: 'catch-up', limit: 2, afterMs: MINUTE } as const;
      await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'allow', misfire, freezes }, LAB_START);
      await lab.deployAs('newest', { schedule: every(2 * MINUTE), overlap: 'allow', freezes }, LAB_START);
      await pass(5);
      expect(states(await lab.runs('orders')).map(([at]) => at)).toEqual([0, 1]);
      expect((await lab.store.getDeployment(lab.key('orders')))?.dueAt).toBe(LAB_START + 5 * MINUTE);
      await pass(1);
      expect(states(await lab.runs('orders'))).toEqual([
        [0, 'scheduled', undefined],
        [1, 'scheduled', undefined],
        [2, 'scheduled', undefined],
        [3, 'scheduled', undefined],
        [4, 'scheduled', undefined],
        [5, 'scheduled', undefined],
      ]);
      // late by three minutes: one of two fires is made up for
      expect(states(await lab.runs('newest'))).toEqual([
        [0, 'scheduled', undefined],
        [2, 'skipped', 'MISFIRED'],
        [4, 'scheduled', undefined],
      ]);
    });

    it('counts the starting deadline of what it held from the end', async () => {
      const limits = { startingDeadlineMs: MINUTE, freezes: [sale('hold')], overlap: 'allow' } as const;
      await lab.deployAs('orders', { schedule: every(4 * MINUTE), ...limits }, LAB_START + 4 * MINUTE);
      await lab.clock.advance(5 * MINUTE);
      await lab.look();
      await lab.clock.advance(MINUTE - 1);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[4, 'scheduled', undefined]]);
    });

    it('lets start only within a window that allows', async () => {
      const freezes = [sale('skip', { name: 'night', policy: 'allow' })];
      await lab.deployAs('orders', { schedule: every(MINUTE), overlap: 'allow', freezes }, LAB_START);
      await pass(6);
      expect(states(await lab.runs('orders')).map(([at, state]) => [at, state])).toEqual([
        [0, 'skipped'],
        [1, 'skipped'],
        [2, 'scheduled'],
        [3, 'scheduled'],
        [4, 'scheduled'],
        [5, 'skipped'],
      ]);
    });

    it('holds late fires of before it too: nothing starts within it', async () => {
      await lab.deployAs(
        'orders',
        { schedule: every(2 * MINUTE), overlap: 'allow', freezes: [sale('hold')] },
        LAB_START,
      );
      await lab.clock.advance(3 * MINUTE);
      await lab.look();
      expect(await lab.runs('orders')).toEqual([]);
      await lab.clock.advance(2 * MINUTE);
      await lab.look();
      expect((await lab.runs('orders')).map(({ state }) => state)).toContain('scheduled');
    });

    it('holds what is due after a standstill of more windows than are walked one by one', async () => {
      const opens = { kind: 'cron', expression: '0 0 * * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
      const freezes = [sale('hold', { window: { opens, forMs: 30 * MINUTE } })];
      await lab.deployAs('orders', { schedule: every(HOUR), freezes }, LAB_START);
      await lab.clock.advance(500 * HOUR + 10 * MINUTE);
      await lab.look();
      expect(await lab.runs('orders')).toEqual([]);
      await lab.clock.advance(20 * MINUTE);
      await lab.look();
      expect((await lab.runs('orders')).map(({ state }) => state)).toContain('scheduled');
    });

    it.each([HOUR, MINUTE, 1])('spreads what it held within the next window that allows, of %d ms', async (forMs) => {
      const opens = { kind: 'cron', expression: '0 0 2 * * ?', dialect: 'quartz-2.5', timeZone: 'UTC' } as const;
      const schedule = { ...opens, expression: '0 0 5 * * ?', jitterMs: 3 * HOUR };
      const freezes = [sale('hold', { policy: 'allow', window: { opens, forMs } })];
      const fire = nextFireTime(schedule, LAB_START) ?? 0;
      const window = fire + 21 * HOUR;
      const names = ['orders', 'items', 'clients', 'stock', 'prices', 'returns', 'carts', 'visits'];
      for (const name of names) await lab.deployAs(name, { schedule, freezes }, fire);
      // that is after the delay of each, and again within the freeze
      await lab.clock.advance(fire + 4 * HOUR - LAB_START);
      await lab.look();
      if (forMs === HOUR) {
        for (let minute = -40; minute <= 30; minute++) {
          await lab.clock.advance(window + minute * MINUTE - lab.clock.now());
          await lab.look();
        }
        const starts = (await Promise.all(names.map((name) => lab.runs(name))))
          .flat()
          .map(({ createdAt }) => createdAt);
        expect(Math.min(...starts)).toBeGreaterThanOrEqual(window);
        expect(new Set(starts).size).toBeGreaterThan(names.length / 2);
      }
      // a look that is late finds it open all the same
      await lab.clock.advance(window + Math.floor(forMs / 2) - lab.clock.now());
      await lab.look();
      for (const name of names)
        expect((await lab.runs(name)).map(({ fireTime, state }) => [fireTime, state])).toEqual([[fire, 'scheduled']]);
    });

    const succeed = async (run: RunRecord | undefined): Promise<void> => {
      const [now, id] = [lab.clock.now(), run?.id ?? ''];
      await lab.store.claimRun(id, 'test', now + MINUTE, now);
      await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
      const outcome = { attemptState: 'succeeded', runState: 'succeeded', metrics: {} } as const;
      await lab.store.finishAttempt(id, 'test', 1, outcome, now);
    };

    it('holds what an upstream fires, and what waits already', async () => {
      const freezes = [sale('hold')];
      const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
      await lab.deployAs('first', { schedule: every(HOUR) }, LAB_START);
      await lab.deployAs('then', { schedule: upstream, dependsOn: ['first'], freezes });
      await lab.deployAs('waits', { schedule: every(HOUR), dependsOn: ['first'], freezes }, LAB_START);
      await lab.look();
      expect(states(await lab.runs('waits'))).toEqual([[0, 'waiting', 'WAITING_FOR_UPSTREAM']]);
      await lab.clock.advance(3 * MINUTE);
      await succeed((await lab.runs('first'))[0]);
      await lab.look();
      expect(await lab.runs('then')).toEqual([]);
      expect((await lab.runs('waits')).map(({ state }) => state)).toEqual(['waiting']);
      await lab.clock.advance(2 * MINUTE);
      await lab.look();
      expect((await lab.runs('then')).map(({ state }) => state)).toEqual(['scheduled']);
      expect((await lab.runs('waits')).map(({ state }) => state)).toEqual(['scheduled']);
    });

    it('holds what waits by the freezes that are deployed, not by those that it was recorded with', async () => {
      await lab.deployAs('first', { schedule: every(HOUR) }, LAB_START);
      const [waits, free] = [{ schedule: every(HOUR), dependsOn: ['first'] }, { freezes: [sale('hold')] }];
      await lab.deployAs('held', waits, LAB_START);
      await lab.deployAs('freed', { ...waits, ...free }, LAB_START);
      await lab.look();
      await lab.deployAs('held', { ...waits, ...free });
      await lab.deployAs('freed', waits);
      await lab.clock.advance(3 * MINUTE);
      await succeed((await lab.runs('first'))[0]);
      await lab.look();
      expect((await lab.runs('held')).map(({ state }) => state)).toEqual(['waiting']);
      expect((await lab.runs('freed')).map(({ state }) => state)).toEqual(['scheduled']);
      await lab.clock.advance(2 * MINUTE);
      await lab.look();
      expect((await lab.runs('held')).map(({ state }) => state)).toEqual(['scheduled']);
    });

    it.each([
      ['passes within a freeze', 3 * MINUTE],
      ['passes after it', 5.5 * MINUTE],
    ])('counts the starting deadline of a run that waits from the end, where it %s', async (_, startingDeadlineMs) => {
      const waits = { schedule: every(HOUR), dependsOn: ['first'], startingDeadlineMs };
      await lab.deployAs('first', { schedule: every(HOUR) }, LAB_START);
      await lab.deployAs('orders', { ...waits, freezes: [sale('hold')] }, LAB_START);
      await lab.deployAs('late', waits, LAB_START);
      await lab.look();
      await lab.clock.advance(4 * MINUTE);
      await lab.look();
      await succeed((await lab.runs('first'))[0]);
      await lab.clock.advance(MINUTE);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'scheduled', undefined]]);
      await lab.clock.advance(startingDeadlineMs - 1);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'scheduled', undefined]]);
      expect(states(await lab.runs('late'))).toEqual([[0, 'skipped', 'STARTING_DEADLINE']]);
      await lab.clock.advance(1);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[0, 'skipped', 'STARTING_DEADLINE']]);
    });

    it('looks every quarter of an hour at what is never allowed to start any more', async () => {
      const over = sale('hold', { policy: 'allow', window: { from: 0, to: 1 } });
      await lab.deployAs('orders', { schedule: every(HOUR), freezes: [over] }, LAB_START);
      await lab.look();
      expect(await dueAt()).toBe(LAB_START + 15 * MINUTE);
      await lab.clock.advance(15 * MINUTE);
      await lab.look();
      expect(await dueAt()).toBe(LAB_START + 30 * MINUTE);
      expect(await lab.runs('orders')).toEqual([]);
    });

    const dueAt = async () => (await lab.store.getDeployment(lab.key('orders')))?.dueAt;
    const holds = (from: number, to: number) =>
      sale('hold', { window: { from: LAB_START + from * HOUR, to: LAB_START + to * HOUR } });

    it('are not put off for the length of a freeze that only a clock ahead of the time has seen', async () => {
      await lab.deployAs('orders', { schedule: every(HOUR), freezes: [holds(2, 99)] }, LAB_START + HOUR);
      await createScheduler({
        ...lab,
        clock: { ...lab.clock, now: () => LAB_START + 3 * HOUR },
        executors: createWake(lab.clock),
      }).look(LEADER_FENCE);
      expect(await dueAt()).toBe(LAB_START + 3.25 * HOUR);
      await lab.look();
      expect(await dueAt()).toBeUndefined();
      await lab.clock.advance(HOUR);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[60, 'scheduled', undefined]]);
    });

    it('come in time also where an older build has moved the clock and left what the fire before was put off to', async () => {
      const [fire, freezes] = [LAB_START + HOUR, [holds(0, 0.5)]];
      const compiled = sampleArtefact('orders', { schedule: every(HOUR), freezes });
      const left = async (due: number): Promise<void> => {
        const of = { key: lab.key('orders'), artefactDigest: compiled.digest, fireTime: fire };
        await lab.store.putOffFires(LEADER_FENCE, lab.scope, [{ ...of, dueAt: due }]);
      };
      await lab.deploy(compiled, fire);
      await left(LAB_START - MINUTE);
      await lab.look();
      expect(await dueAt()).toBeUndefined();
      await left(LAB_START + 5 * HOUR);
      await lab.clock.advance(HOUR);
      await lab.look();
      expect(states(await lab.runs('orders'))).toEqual([[60, 'scheduled', undefined]]);
    });
  });
});
