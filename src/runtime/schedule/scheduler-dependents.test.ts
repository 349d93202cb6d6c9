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
import { type Store } from '../ports/index.ts';
import { createScheduler } from './scheduler.ts';

describe('createScheduler, of what waits for others or fires after them', () => {
  let lab: SchedulerLab;
  beforeEach(async () => {
    lab = await createSchedulerLab();
  });
  afterEach(() => lab.close());

  it('lets a scheduled dependent wait for its upstream of the same fire time', async () => {
    await lab.deployAs('customers', { schedule: every(MINUTE) }, LAB_START);
    await lab.deployAs('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.look();
    const [waiting] = await lab.runs('orders');
    expect(waiting).toMatchObject({ state: 'waiting', reason: { code: 'WAITING_FOR_UPSTREAM' } });
    expect(waiting?.reason?.message).toContain('customers');
    await lab.end((await lab.runs('customers'))[0], 'succeeded');
    lab.restart();
    await lab.look();
    expect(await lab.runs('orders')).toMatchObject([{ state: 'scheduled' }]);
  });

  it('does not start a dependent whose upstream failed, and says so', async () => {
    await lab.deployAs('customers', { schedule: every(MINUTE) }, LAB_START);
    await lab.deployAs('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.look();
    await lab.end((await lab.runs('customers'))[0], 'failed');
    await lab.look();
    expect(states(await lab.runs('orders'))).toEqual([[0, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']]);
  });

  it('finds the run that it waits for however much its upstream has run since', async () => {
    const customers = await lab.deployAs('customers', { schedule: every(HOUR), overlap: 'allow' }, LAB_START);
    await lab.deployAs('orders', { schedule: every(HOUR), dependsOn: ['customers'], overlap: 'queue-all' }, LAB_START);
    await lab.look();
    const [awaited] = await lab.runs('customers');
    for (let count = 1; count <= 120; count++) await lab.fire(customers, LAB_START + count);
    await lab.end(awaited, 'failed');
    await lab.look();
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
    await lab.deployAs('customers', { schedule: every(MINUTE) }, LAB_START);
    for (let number = 1; number <= 40; number++)
      await lab.deployAs(`orders-${number}`, { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.look();
    const counting = createScheduler({ ...lab, store, executors: createWake(lab.clock) });
    await counting.look(LEADER_FENCE);
    asked.clear();
    await counting.look(LEADER_FENCE);
    expect(await lab.store.waitingRuns(lab.scope)).toHaveLength(40);
    expect([...asked.values()].reduce((sum, each) => sum + each, 0)).toBeLessThan(10);
  });

  it('does not wait for a fire that its upstream, deployed later, never had', async () => {
    await lab.deployAs('orders', { schedule: every(10 * MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.deployAs('customers', { schedule: every(2 * MINUTE) }, LAB_START + 4 * MINUTE);
    await lab.clock.advance(5 * MINUTE);
    await lab.look();
    const [first] = await lab.runs('orders');
    expect(first).toMatchObject({ state: 'skipped', reason: { code: 'UPSTREAM_NOT_SUCCEEDED' } });
    await lab.clock.advance(5 * MINUTE);
    await lab.end((await lab.runs('customers'))[0], 'succeeded');
    await lab.look();
    expect((await lab.runs('orders')).at(1)).toMatchObject({ state: 'waiting' });
    await lab.end((await lab.runs('customers')).at(-1), 'succeeded');
    await lab.look();
    expect((await lab.runs('orders')).at(1)).toMatchObject({ state: 'scheduled' });
  });

  it('lets nothing wait for ever for what was deleted', async () => {
    const remove = (name: string) =>
      lab.store.applyChanges(LEADER_FENCE, 'r', [{ kind: 'delete', key: lab.key(name) }], lab.clock.now(), 'test');
    await lab.deployAs('customers', { schedule: every(MINUTE) }, LAB_START);
    await lab.deployAs('orders', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.deployAs('items', { schedule: every(MINUTE), dependsOn: ['customers'] }, LAB_START);
    await lab.look();
    await remove('items');
    await remove('customers');
    await lab.look();
    expect(states(await lab.runs('items'))).toEqual([[0, 'skipped', 'PIPELINE_DELETED']]);
    // The upstream's run is on record, and so it still comes to an end.
    expect(states(await lab.runs('orders'))).toEqual([[0, 'waiting', 'WAITING_FOR_UPSTREAM']]);
    await lab.end((await lab.runs('customers'))[0], 'succeeded');
    await lab.clock.advance(MINUTE);
    await lab.look();
    expect(states(await lab.runs('orders'))).toEqual([
      [0, 'scheduled', undefined],
      [1, 'skipped', 'OVERLAP'],
    ]);
    await lab.end((await lab.runs('orders'))[0], 'succeeded');
    await lab.clock.advance(MINUTE);
    await lab.look();
    expect(states(await lab.runs('orders')).at(-1)).toEqual([2, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']);
  });

  it('fires a dependent without a schedule once for every fire time that all upstreams share', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await lab.deployAs('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await lab.deployAs('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    await lab.deployAs('joined', { schedule: upstream, dependsOn: ['a', 'b'], overlap: 'allow' });
    await lab.deployAs('after-it', { schedule: upstream, dependsOn: ['joined'], overlap: 'allow' });
    for (let minute = 0; minute < 5; minute++) {
      await lab.look();
      for (const name of ['a', 'b']) {
        for (const run of await lab.runs(name)) if (run.state === 'scheduled') await lab.end(run, 'succeeded');
      }
      lab.restart();
      await lab.look();
      for (const run of await lab.runs('joined')) if (run.state === 'scheduled') await lab.end(run, 'succeeded');
      await lab.look();
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
    await lab.deployAs('customers', { schedule: every(HOUR) }, LAB_START);
    await lab.deployAs('orders', { schedule: every(HOUR), dependsOn: ['customers'], upstreamPolicy }, LAB_START);
    await lab.look();
    await lab.end((await lab.runs('customers'))[0], 'failed');
    await lab.clock.advance(10 * MINUTE - 1);
    await lab.look();
    expect(states(await lab.runs('orders'))).toEqual([[0, 'waiting', 'WAITING_FOR_UPSTREAM']]);
    await lab.clock.advance(1);
    await lab.look();
    const [run] = await lab.runs('orders');
    expect([run?.state, run?.reason?.code]).toEqual([state, 'UPSTREAM_TIMEOUT']);
    expect(run?.reason?.message).toBe('customers had not succeeded after 10m');
    expect(run?.finishedAt).toBe(state === 'scheduled' ? undefined : lab.clock.now());
  });

  it('starts what waits for any when the first has succeeded, and skips it when none can any more', async () => {
    for (const name of ['a', 'b']) await lab.deployAs(name, { schedule: every(MINUTE) }, LAB_START);
    await lab.deployAs('daily', { schedule: every(DAY) }, LAB_START + DAY);
    const upstreamPolicy = { any: true } as const;
    const dependsOn = ['a', 'b', 'daily'];
    await lab.deployAs('orders', { schedule: every(MINUTE), dependsOn, upstreamPolicy }, LAB_START);
    await lab.clock.advance(MINUTE - 1);
    await lab.look();
    await lab.end((await lab.runs('a'))[0], 'failed');
    await lab.look();
    const [waiting] = await lab.runs('orders');
    expect(waiting?.reason?.message).toBe('waits for a or b or daily to succeed');
    await lab.end((await lab.runs('b'))[0], 'succeeded');
    await lab.look();
    expect((await lab.runs('orders'))[0]?.state).toBe('scheduled');
    await lab.end((await lab.runs('orders'))[0], 'succeeded');
    await lab.clock.advance(1);
    await lab.look();
    for (const name of ['a', 'b']) await lab.end((await lab.runs(name))[1], 'failed');
    await lab.look();
    expect(states(await lab.runs('orders')).at(-1)).toEqual([1, 'skipped', 'UPSTREAM_NOT_SUCCEEDED']);
  });

  it('fires what any of several starts once for each fire time, when the first has succeeded', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await lab.deployAs('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await lab.deployAs('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    const any = { upstreamPolicy: { any: true } } as const;
    await lab.deployAs('first', { schedule: upstream, dependsOn: ['b', 'a'], overlap: 'allow', ...any });
    for (let minute = 0; minute < 4; minute++) {
      await lab.look();
      for (const name of minute === 1 ? ['b'] : ['a', 'b']) {
        for (const run of await lab.runs(name)) if (run.state === 'scheduled') await lab.end(run, 'succeeded');
        lab.restart();
        await lab.look();
      }
      await lab.clock.advance(MINUTE);
    }
    const fired = (await lab.runs('first')).map(({ fireTime }) => (fireTime - LAB_START) / MINUTE);
    expect(fired).toEqual([0, 1, 2, 3]);
  });

  it('ends the wait of a dependent without a schedule after the first success, for fires that all have', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await lab.deployAs('a', { schedule: every(MINUTE), overlap: 'allow' }, LAB_START);
    await lab.deployAs('b', { schedule: every(2 * MINUTE), overlap: 'allow' }, LAB_START);
    await lab.deployAs('after-b', { schedule: upstream, dependsOn: ['b'], overlap: 'allow' });
    const upstreamPolicy = { timeout: { ms: 10 * MINUTE, outcome: 'fail' } } as const;
    await lab.deployAs('joined', { schedule: upstream, dependsOn: ['a', 'after-b'], overlap: 'allow', upstreamPolicy });
    for (let minute = 0; minute < 3; minute++) {
      await lab.look();
      for (const run of await lab.runs('a')) if (run.state === 'scheduled') await lab.end(run, 'succeeded');
      await lab.clock.advance(MINUTE);
    }
    await lab.clock.advance(7 * MINUTE - 1);
    await lab.look();
    expect(await lab.runs('joined')).toEqual([]);
    await lab.clock.advance(1);
    await lab.look();
    expect(states(await lab.runs('joined'))).toEqual([[0, 'failed', 'UPSTREAM_TIMEOUT']]);
    expect((await lab.runs('joined'))[0]?.reason?.message).toBe('after-b had not succeeded after 10m');
    await lab.clock.advance(2 * MINUTE);
    lab.restart();
    await lab.look();
    // b has no fire of minute 1, so that nobody waited for it
    expect(states(await lab.runs('joined'))).toEqual([
      [0, 'failed', 'UPSTREAM_TIMEOUT'],
      [2, 'failed', 'UPSTREAM_TIMEOUT'],
    ]);
  });

  it('gives a dependent of a dependent the window of what fires both', async () => {
    const upstream = { kind: 'upstream', timeZone: 'UTC' } as const;
    await lab.deployAs('a', { schedule: every(HOUR) }, LAB_START);
    await lab.deployAs('b', { schedule: upstream, dependsOn: ['a'] });
    await lab.deployAs('c', { schedule: upstream, dependsOn: ['b'] });
    for (const name of ['a', 'b', 'c']) {
      await lab.look();
      const [run] = await lab.runs(name);
      expect([run?.previousFireTime, run?.fireTime]).toEqual([LAB_START - HOUR, LAB_START]);
      await lab.end(run, 'succeeded');
    }
  });

  it('fires a dependent once for a fire of its upstream, however often it is run by hand and however old that is', async () => {
    await lab.deployAs('a', { schedule: every(DAY) }, LAB_START);
    const dependent = await lab.deployAs('b', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['a'] });
    await lab.look();
    await lab.end((await lab.runs('a'))[0], 'succeeded');
    await lab.look();
    await lab.end((await lab.runs('b'))[0], 'succeeded');
    for (let count = 1; count <= 110; count++)
      await lab.store.requestCancel((await lab.fire(dependent, LAB_START + count)).id, 'ann', lab.clock.now());
    lab.restart();
    await lab.look();
    expect(await lab.runs('b')).toHaveLength(111);
    const forgetting = { scope: lab.scope, before: LAB_START + DAY, keepLast: 3, limit: 500 };
    expect(await lab.store.forgetRuns(LEADER_FENCE, forgetting)).toBe(107);
    lab.restart();
    await lab.look();
    const left = (await lab.runs('b')).map(({ fireTime }) => fireTime - LAB_START);
    expect(left).toEqual([0, 108, 109, 110]);
  });
});
