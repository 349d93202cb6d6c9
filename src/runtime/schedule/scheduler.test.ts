import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompiledArtefact, NormalisedPipeline } from '../../compiler/index.ts';
import { createWake } from '../observe/index.ts';
import { schedulerLease, type RunRecord, type Store } from '../ports/index.ts';
import { createScheduler, type Scheduler } from './scheduler.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const every = (intervalMs: number) => ({ kind: 'every', intervalMs, timeZone: 'UTC' }) as const;

const states = (runs: readonly RunRecord[]) =>
  runs.map((run) => [(run.fireTime - LAB_START) / MINUTE, run.state, run.reason?.code]);

describe('createScheduler', () => {
  let lab: RuntimeLab;
  let scheduler: Scheduler;
  beforeEach(async () => {
    lab = await createRuntimeLab();
    scheduler = restarted();
  });
  afterEach(() => lab.close());

  const restarted = (): Scheduler => createScheduler({ ...lab, executors: createWake(lab.clock) });
  /** Looks twice: the second look at an unchanged store must write nothing. */
  const look = async (): Promise<void> => {
    await scheduler.look(LEADER_FENCE);
    const before = await everything();
    await scheduler.look(LEADER_FENCE);
    expect(await everything()).toEqual(before);
  };
  const everything = async () => ({
    events: (await lab.store.listEvents({ limit: 1_000 })).items,
    deployments: await lab.store.listDeployments({}),
  });
  const deploy = async (
    name: string,
    pipeline: Partial<NormalisedPipeline>,
    next?: number,
  ): Promise<CompiledArtefact> => {
    const compiled = sampleArtefact(name, pipeline);
    await lab.deploy(compiled, next);
    return compiled;
  };
  const next = async (name: string) => (await lab.store.getDeployment(lab.key(name)))?.nextFireTime;
  /** Runs a recorded run to this end, as an executor would. */
  const end = async (run: RunRecord | undefined, state: 'succeeded' | 'failed'): Promise<void> => {
    const now = lab.clock.now();
    const id = run?.id ?? '';
    await lab.store.claimRun(id, 'test', now + MINUTE, now);
    await lab.store.startAttempt(id, 'test', { id: 'job' }, {}, undefined, now);
    const outcome = { attemptState: state, runState: state, metrics: {} } as const;
    expect(await lab.store.finishAttempt(id, 'test', 1, outcome, now)).toBe(true);
  };

  it('asks once while nothing is due, paused or waiting', async () => {
    await deploy('hourly', { schedule: every(HOUR) }, LAB_START + HOUR);
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
    const lost = await deploy('lost', { schedule: every(MINUTE) }, LAB_START - MINUTE);
    await deploy('orders', { schedule: every(HOUR) }, LAB_START);
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.prepare('delete from sluice_artefact where digest = ?').run(lost.digest);
    database.close();
    await scheduler.look(LEADER_FENCE);
    expect(await lab.runs('orders')).toHaveLength(1);
    expect(await scheduler.look(LEADER_FENCE)).toBeGreaterThan(500);
    expect(lab.lines.join('')).toContain(lost.digest);
  });

  it('records each due fire once, on time, whatever is restarted in between', async () => {
    await deploy('orders', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    for (let minute = 0; minute < 5; minute++) {
      await look();
      scheduler = restarted();
      await look();
      await lab.clock.advance(MINUTE);
    }
    expect(states(await lab.runs('orders'))).toEqual([0, 1, 2, 3, 4].map((at) => [at, 'scheduled', undefined]));
    expect(await next('orders')).toBe(LAB_START + 5 * MINUTE);
    const [first, second] = await lab.runs('orders');
    expect(second?.previousFireTime).toBe(first?.fireTime);
  });

  it('tells the moment of each record, not that of the look', async () => {
    await deploy('orders', { schedule: every(HOUR) }, LAB_START);
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
    await deploy('orders', { schedule: every(HOUR) }, LAB_START);
    await look();
    expect(await lab.runs('orders')).toHaveLength(1);
    expect(await lab.metrics.registry.metrics()).toMatch(/lateness\w*_count\S* 0$/m);
    await lab.clock.advance(HOUR);
    await look();
    expect(await lab.metrics.registry.metrics()).toMatch(/lateness\w*_count\S* 1$/m);
  });

  it('tells how long the next look can wait', async () => {
    await deploy('orders', { schedule: every(MINUTE) }, LAB_START + 300);
    expect(await scheduler.look(LEADER_FENCE)).toBe(300);
    await lab.clock.advance(300);
    await scheduler.look(LEADER_FENCE);
    expect(await scheduler.look(LEADER_FENCE)).toBe(1_000);
  });

  it('refuses to write under an old fence', async () => {
    await deploy('orders', { schedule: every(MINUTE) }, LAB_START);
    await lab.store.nextFence(schedulerLease(lab.scope), 7);
    await expect(scheduler.look(LEADER_FENCE)).rejects.toMatchObject({ code: 'STORE_FENCED' });
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
    await deploy('orders', { schedule: every(MINUTE), misfire: { policy, limit } }, LAB_START);
    await lab.clock.advance(HOUR + 59_000);
    // The fire of minute 60 is 59 s late, so it is on time; those before it have misfired.
    await look();
    const runs = await lab.runs('orders');
    expect(states(runs)).toEqual(expected);
    const told = runs[0]?.reason?.message ?? '';
    expect(told).toContain(policy === 'catch-up' ? '58 fires' : '60 fires');
    expect(await next('orders')).toBe(LAB_START + 61 * MINUTE);
  });

  it('lets caught-up fires go one after the other, oldest first', async () => {
    const misfire = { policy: 'catch-up', limit: 31 } as const;
    await deploy('days', { schedule: every(DAY), misfire }, LAB_START - 2 * DAY - 10 * HOUR);
    await look();
    for (let day = 0; day < 3; day++) {
      const runs = await lab.runs('days');
      expect(runs.map(({ state }) => state)).toEqual(
        runs.map((_, index) => (index < day ? 'succeeded' : index === day ? 'scheduled' : 'waiting')),
      );
      await end(runs[day], 'succeeded');
      await look();
    }
    expect((await lab.runs('days')).every(({ state }) => state === 'succeeded')).toBe(true);
  });

  it('skips a fire whose pipeline still runs, with the reason', async () => {
    await deploy('orders', { schedule: every(MINUTE), overlap: 'skip' }, LAB_START);
    await look();
    await lab.clock.advance(MINUTE);
    await look();
    expect(states(await lab.runs('orders'))).toEqual([
      [0, 'scheduled', undefined],
      [1, 'skipped', 'OVERLAP'],
    ]);
  });

  it('cancels what runs for a newer fire, which waits until it is gone', async () => {
    await deploy('orders', { schedule: every(MINUTE), overlap: 'cancel-running' }, LAB_START);
    await look();
    const [first] = await lab.runs('orders');
    await lab.store.claimRun(first?.id ?? '', 'test', lab.clock.now() + DAY, lab.clock.now());
    await lab.store.startAttempt(first?.id ?? '', 'test', { id: 'job' }, {}, undefined, lab.clock.now());
    await lab.clock.advance(MINUTE);
    await look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([1, 'waiting', 'OVERLAP_CANCELLING']);
    expect(await lab.store.cancelRequested([first?.id ?? ''])).toHaveLength(1);
    const cancelled = { attemptState: 'cancelled', runState: 'cancelled', metrics: {} } as const;
    await lab.store.finishAttempt(first?.id ?? '', 'test', 1, cancelled, lab.clock.now());
    await look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([1, 'scheduled', undefined]);
  });

  it('lets a scheduled dependent wait for its upstream of the same fire time', async () => {
    await deploy('customers', { schedule: every(MINUTE) }, LAB_START);
    await deploy('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await look();
    const [waiting] = await lab.runs('orders');
    expect(waiting).toMatchObject({ state: 'waiting', reason: { code: 'WAITING_FOR_UPSTREAM' } });
    expect(waiting?.reason?.message).toContain('customers');
    await end((await lab.runs('customers'))[0], 'succeeded');
    scheduler = restarted();
    await look();
    expect(await lab.runs('orders')).toMatchObject([{ state: 'scheduled' }]);
  });

  it('does not start a dependent whose upstream failed, and says so', async () => {
    await deploy('customers', { schedule: every(MINUTE) }, LAB_START);
    await deploy('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await look();
    await end((await lab.runs('customers'))[0], 'failed');
    await look();
    expect(states(await lab.runs('orders'))).toEqual([[0, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']]);
  });

  it('finds the run that it waits for however much its upstream has run since', async () => {
    const customers = await deploy('customers', { schedule: every(HOUR), overlap: 'allow' }, LAB_START);
    await deploy('orders', { schedule: every(HOUR), dependsOn: ['customers'], overlap: 'queue-all' }, LAB_START);
    await look();
    const [awaited] = await lab.runs('customers');
    for (let count = 1; count <= 120; count++) await lab.fire(customers, LAB_START + count);
    await end(awaited, 'failed');
    await look();
    expect(states(await lab.runs('orders'))).toEqual([[0, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']]);
  });

  it('asks the store as often for many waiting runs as for few', async () => {
    const asked = new Map<string, number>();
    const store = new Proxy(lab.store, {
      get(target, name: keyof Store) {
        asked.set(name, (asked.get(name) ?? 0) + 1);
        return target[name];
      },
    });
    await deploy('customers', { schedule: every(MINUTE) }, LAB_START);
    for (let number = 1; number <= 40; number++)
      await deploy(`orders-${number}`, { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await look();
    const counting = createScheduler({ ...lab, store, executors: createWake(lab.clock) });
    await counting.look(LEADER_FENCE);
    asked.clear();
    await counting.look(LEADER_FENCE);
    expect(await lab.store.waitingRuns(lab.scope)).toHaveLength(40);
    expect([...asked.values()].reduce((sum, each) => sum + each, 0)).toBeLessThan(10);
  });

  it('does not wait for a fire that its upstream, deployed later, never had', async () => {
    await deploy('orders', { schedule: every(10 * MINUTE), dependsOn: ['customers'] }, LAB_START);
    await deploy('customers', { schedule: every(2 * MINUTE) }, LAB_START + 4 * MINUTE);
    await lab.clock.advance(5 * MINUTE);
    await look();
    const [first] = await lab.runs('orders');
    expect(first).toMatchObject({ state: 'skipped', reason: { code: 'UPSTREAM_NOT_SUCCEEDED' } });
    await lab.clock.advance(5 * MINUTE);
    await end((await lab.runs('customers'))[0], 'succeeded');
    await look();
    expect((await lab.runs('orders')).at(1)).toMatchObject({ state: 'waiting' });
    await end((await lab.runs('customers')).at(-1), 'succeeded');
    await look();
    expect((await lab.runs('orders')).at(1)).toMatchObject({ state: 'scheduled' });
  });

  it('lets nothing wait for ever for what was deleted', async () => {
    const remove = (name: string) =>
      lab.store.applyChanges(LEADER_FENCE, 'r', [{ kind: 'delete', key: lab.key(name) }], lab.clock.now(), 'test');
    await deploy('customers', { schedule: every(MINUTE) }, LAB_START);
    await deploy('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await deploy('items', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await look();
    await remove('items');
    await remove('customers');
    await look();
    expect(states(await lab.runs('items'))).toEqual([[0, 'skipped', 'PIPELINE_DELETED']]);
    // The upstream's run is on record, and so it still comes to an end.
    expect(states(await lab.runs('orders'))).toEqual([[0, 'waiting', 'WAITING_FOR_UPSTREAM']]);
    await end((await lab.runs('customers'))[0], 'succeeded');
    await lab.clock.advance(MINUTE);
    await look();
    expect(states(await lab.runs('orders'))).toEqual([
      [0, 'scheduled', undefined],
      [1, 'skipped', 'OVERLAP'],
    ]);
    await end((await lab.runs('orders'))[0], 'succeeded');
    await lab.clock.advance(MINUTE);
    await look();
    expect(states(await lab.runs('orders')).at(-1)).toEqual([2, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']);
  });

  it('fires a dependent without a schedule once for every fire time that all upstreams share', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await deploy('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await deploy('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    await deploy('joined', { schedule: upstream, dependsOn: ['a', 'b'], overlap: 'allow' });
    await deploy('after-it', { schedule: upstream, dependsOn: ['joined'], overlap: 'allow' });
    for (let minute = 0; minute < 5; minute++) {
      await look();
      for (const name of ['a', 'b']) {
        for (const run of await lab.runs(name)) if (run.state === 'scheduled') await end(run, 'succeeded');
      }
      scheduler = restarted();
      await look();
      for (const run of await lab.runs('joined')) if (run.state === 'scheduled') await end(run, 'succeeded');
      await look();
      await lab.clock.advance(MINUTE);
    }
    expect(
      (await lab.runs('joined')).map(({ fireTime, trigger }) => [(fireTime - LAB_START) / MINUTE, trigger]),
    ).toEqual([
      [0, 'upstream'],
      [2, 'upstream'],
      [4, 'upstream'],
    ]);
    expect((await lab.runs('after-it')).map(({ fireTime }) => (fireTime - LAB_START) / MINUTE)).toEqual([0, 2, 4]);
  });

  it.each([
    ['fail', 'failed'],
    ['skip', 'skipped'],
    ['run', 'scheduled'],
  ] as const)('lets a run wait for a failed upstream until its timeout, then %s', async (outcome, state) => {
    const upstreamPolicy = { timeout: { ms: 10 * MINUTE, outcome } };
    await deploy('customers', { schedule: every(HOUR) }, LAB_START);
    await deploy('orders', { schedule: every(HOUR), dependsOn: ['customers'], upstreamPolicy }, LAB_START);
    await look();
    await end((await lab.runs('customers'))[0], 'failed');
    await lab.clock.advance(10 * MINUTE - 1);
    await look();
    expect(states(await lab.runs('orders'))).toEqual([[0, 'waiting', 'WAITING_FOR_UPSTREAM']]);
    await lab.clock.advance(1);
    await look();
    const [run] = await lab.runs('orders');
    expect([run?.state, run?.reason?.code]).toEqual([state, 'UPSTREAM_TIMEOUT']);
    expect(run?.reason?.message).toBe('customers had not succeeded after 10m');
    expect(run?.finishedAt).toBe(state === 'scheduled' ? undefined : lab.clock.now());
  });

  it('starts what waits for any when the first has succeeded, and skips it when none can any more', async () => {
    for (const name of ['a', 'b']) await deploy(name, { schedule: every(MINUTE) }, LAB_START);
    await deploy('daily', { schedule: every(DAY) }, LAB_START + DAY);
    const upstreamPolicy = { any: true } as const;
    const dependsOn = ['a', 'b', 'daily'];
    await deploy('orders', { schedule: every(MINUTE), dependsOn, upstreamPolicy }, LAB_START);
    await lab.clock.advance(MINUTE - 1);
    await look();
    await end((await lab.runs('a'))[0], 'failed');
    await look();
    const [waiting] = await lab.runs('orders');
    expect(waiting?.reason?.message).toBe('waits for a or b or daily to succeed');
    await end((await lab.runs('b'))[0], 'succeeded');
    await look();
    expect((await lab.runs('orders'))[0]?.state).toBe('scheduled');
    await end((await lab.runs('orders'))[0], 'succeeded');
    await lab.clock.advance(1);
    await look();
    for (const name of ['a', 'b']) await end((await lab.runs(name))[1], 'failed');
    await look();
    expect(states(await lab.runs('orders')).at(-1)).toEqual([1, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']);
  });

  it('fires what any of several starts once for each fire time, when the first has succeeded', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await deploy('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await deploy('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    const any = { upstreamPolicy: { any: true } } as const;
    await deploy('first', { schedule: upstream, dependsOn: ['b', 'a'], overlap: 'allow', ...any });
    for (let minute = 0; minute < 4; minute++) {
      await look();
      for (const name of minute === 1 ? ['b'] : ['a', 'b']) {
        for (const run of await lab.runs(name)) if (run.state === 'scheduled') await end(run, 'succeeded');
        scheduler = restarted();
        await look();
      }
      await lab.clock.advance(MINUTE);
    }
    const fired = (await lab.runs('first')).map(({ fireTime }) => (fireTime - LAB_START) / MINUTE);
    expect(fired).toEqual([0, 1, 2, 3]);
  });

  it('ends the wait of a dependent without a schedule after the first success, for fires that all have', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await deploy('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await deploy('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    await deploy('after-b', { schedule: upstream, dependsOn: ['b'], overlap: 'allow' });
    const upstreamPolicy = { timeout: { ms: 10 * MINUTE, outcome: 'fail' } } as const;
    await deploy('joined', { schedule: upstream, dependsOn: ['a', 'after-b'], overlap: 'allow', upstreamPolicy });
    for (let minute = 0; minute < 3; minute++) {
      await look();
      for (const run of await lab.runs('a')) if (run.state === 'scheduled') await end(run, 'succeeded');
      await lab.clock.advance(MINUTE);
    }
    await lab.clock.advance(7 * MINUTE - 1);
    await look();
    expect(await lab.runs('joined')).toEqual([]);
    await lab.clock.advance(1);
    await look();
    expect(states(await lab.runs('joined'))).toEqual([[0, 'failed', 'UPSTREAM_TIMEOUT']]);
    expect((await lab.runs('joined'))[0]?.reason?.message).toBe('after-b had not succeeded after 10m');
    await lab.clock.advance(2 * MINUTE);
    scheduler = restarted();
    await look();
    // b has no fire of minute 1, so that nobody waited for it
    expect(states(await lab.runs('joined'))).toEqual([
      [0, 'failed', 'UPSTREAM_TIMEOUT'],
      [2, 'failed', 'UPSTREAM_TIMEOUT'],
    ]);
  });

  it('gives a dependent of a dependent the window of what fires both', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await deploy('a', { schedule: every(HOUR) }, LAB_START);
    await deploy('b', { schedule: upstream, dependsOn: ['a'] });
    await deploy('c', { schedule: upstream, dependsOn: ['b'] });
    for (const name of ['a', 'b', 'c']) {
      await look();
      const [run] = await lab.runs(name);
      expect([run?.previousFireTime, run?.fireTime]).toEqual([LAB_START - HOUR, LAB_START]);
      await end(run, 'succeeded');
    }
  });

  it('fires a dependent once for a fire of its upstream, however often it is run by hand and however old that is', async () => {
    await deploy('a', { schedule: every(DAY) }, LAB_START);
    const dependent = await deploy('b', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['a'] });
    await look();
    await end((await lab.runs('a'))[0], 'succeeded');
    await look();
    await end((await lab.runs('b'))[0], 'succeeded');
    for (let count = 1; count <= 110; count++)
      await lab.store.requestCancel((await lab.fire(dependent, LAB_START + count)).id, 'ann', lab.clock.now());
    scheduler = restarted();
    await look();
    expect(await lab.runs('b')).toHaveLength(111);
    const forgetting = { scope: lab.scope, before: LAB_START + DAY, keepLast: 3, limit: 500 };
    expect(await lab.store.forgetRuns(LEADER_FENCE, forgetting)).toBe(107);
    scheduler = restarted();
    await look();
    const left = (await lab.runs('b')).map(({ fireTime }) => fireTime - LAB_START);
    expect(left).toEqual([0, 108, 109, 110]);
  });

  it('fires a fixed delay after the end of the run before', async () => {
    await deploy('orders', { schedule: { kind: 'after', delayMs: 5 * MINUTE, timeZone: 'UTC' } }, LAB_START);
    await look();
    expect(await next('orders')).toBeUndefined();
    await lab.clock.advance(3 * MINUTE);
    await end((await lab.runs('orders'))[0], 'succeeded');
    await look();
    expect(await next('orders')).toBe(LAB_START + 8 * MINUTE);
    await lab.clock.advance(5 * MINUTE);
    await look();
    expect(states(await lab.runs('orders')).at(1)).toEqual([8, 'scheduled', undefined]);
  });

  it('fires nothing that is suspended', async () => {
    await deploy('orders', { schedule: every(MINUTE), state: 'suspended' }, LAB_START);
    await look();
    expect(await lab.runs('orders')).toEqual([]);
  });
});
