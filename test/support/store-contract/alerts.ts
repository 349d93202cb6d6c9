import { describe, expect, test } from 'vitest';
import type { NormalisedAlerts } from '../../../src/compiler/index.ts';
import type { AlertChanges, AlertMessage, OpenAlert, Store } from '../../../src/runtime/ports/index.ts';
import { deploy, fire, LEADER, MINUTE, SCOPE, START, variantOf } from './fixtures.ts';

const ALERTS: NormalisedAlerts = {
  language: 'en',
  failed: ['ops'],
  channels: { ops: { type: 'wecom', url: { $text: [{ hole: { kind: 'secret', provider: 'env', name: 'ROBOT' } }] } } },
};
const DOCUMENT: AlertMessage = {
  key: 'shop/prod/orders:failed',
  status: 'firing',
  title: 'run failed',
  lines: [],
  labels: {},
  startedAt: START,
};
const OPEN: OpenAlert = {
  pipeline: 'orders',
  reason: 'failed',
  since: START,
  fireTime: START,
  run: 'run-1',
  channels: ['ops'],
};
const NONE: AlertChanges = { readTo: [], opened: [], closed: [], messages: [] };
const message = (id: string, createdAt = START, channel = 'ops') => ({
  id,
  channel,
  createdAt,
  notBefore: createdAt,
  document: DOCUMENT,
});

/** A pipeline that says who is told, with one run that has failed at {@link START}. */
async function withFailure(store: Store, appliedAt = START - MINUTE): Promise<number> {
  const fence = await store.nextFence(LEADER, 0);
  const artefact = variantOf('orders', { alerts: ALERTS, owner: 'data' });
  await store.applyChanges(fence, 'revision-1', [deploy(artefact)], appliedAt, 'reconciler');
  await fail(store, fence, START);
  return fence;
}

async function fail(store: Store, fence: number, at: number): Promise<void> {
  const artefact = variantOf('orders', { alerts: ALERTS, owner: 'data' });
  const id = `run-${at}`;
  await store.recordFire(fence, fire(artefact, at), id, at);
  await store.claimRun(id, 'one', at + MINUTE, at);
  await store.startAttempt(id, 'one', { id: 'job' }, {}, undefined, at);
  const reason = { code: 'JOB_FAILED', message: 'exit code 1' };
  await store.finishAttempt(id, 'one', 1, { attemptState: 'failed', runState: 'failed', metrics: {}, reason }, at);
}

export function describeAlerts(open: () => Promise<Store>): void {
  describe('alerts', () => {
    test('are of pipelines that say who is told, and begin with their deployment', async () => {
      const store = await open();
      const fence = await withFailure(store);
      await store.applyChanges(fence, 'revision-1', [deploy(variantOf('silent', {}))], START, 'reconciler');
      const [orders, ...others] = await store.alertedPipelines(SCOPE);
      expect(others).toEqual([]);
      const alerts = { ...ALERTS, owner: 'data', timeZone: 'UTC' };
      expect(orders).toMatchObject({ pipeline: 'orders', alerts, readTo: 0, isNew: true, appliedAt: START - MINUTE });
      const ends = await store.runEnds(SCOPE, 'orders', 0, orders?.head ?? 0, 10);
      expect(ends).toEqual([
        {
          sequence: orders?.head,
          type: 'run.failed',
          at: START,
          run: `run-${START}`,
          fireTime: START,
          reason: { code: 'JOB_FAILED', message: 'exit code 1' },
        },
      ]);
      expect(await store.alertedPipelines({ ...SCOPE, environment: 'test' })).toEqual([]);
    });

    test('of pipelines that say the same are held once: there may be ten thousand', async () => {
      const store = await open();
      const fence = await store.nextFence(LEADER, 0);
      const deploys = ['orders', 'sales'].map((name) => deploy(variantOf(name, { alerts: ALERTS, owner: 'data' })));
      await store.applyChanges(fence, 'revision-1', deploys, START, 'reconciler');
      const [orders, sales] = await store.alertedPipelines(SCOPE);
      expect(orders?.alerts.owner).toBe('data');
      expect(sales?.alerts).toBe(orders?.alerts);
    });

    test('do not reach back before the deployment that says who is told', async () => {
      const store = await open();
      const fence = await withFailure(store, START + MINUTE);
      await fail(store, fence, START + 2 * MINUTE);
      const [orders] = await store.alertedPipelines(SCOPE);
      const ends = await store.runEnds(SCOPE, 'orders', orders?.readTo ?? 0, orders?.head ?? 0, 10);
      expect(ends.map(({ fireTime }) => fireTime)).toEqual([START + 2 * MINUTE]);
    });

    test('begin anew where a pipeline tells people again, after it was forgotten how far was read', async () => {
      const store = await open();
      const fence = await withFailure(store);
      const silent = variantOf('orders', {});
      await store.recordAlerts(fence, SCOPE, { ...NONE, readTo: [{ pipeline: 'orders', sequence: 1 }] });
      await store.forgetAlerts(fence, SCOPE, START);
      expect(await store.alertedPipelines(SCOPE)).toMatchObject([{ readTo: 1, isNew: false }]);
      await store.applyChanges(fence, 'revision-2', [deploy(silent)], START + MINUTE, 'reconciler');
      await store.forgetAlerts(fence, SCOPE, START);
      const loud = variantOf('orders', { alerts: ALERTS, owner: 'data' });
      await store.applyChanges(fence, 'revision-3', [deploy(loud)], START + 2 * MINUTE, 'reconciler');
      const [orders] = await store.alertedPipelines(SCOPE);
      expect(orders).toMatchObject({ readTo: orders?.head, isNew: true });
    });

    test('are recorded with how far was read and with their messages, once, and only by who leads', async () => {
      const store = await open();
      const fence = await withFailure(store);
      const changes: AlertChanges = {
        readTo: [{ pipeline: 'orders', sequence: 5 }],
        opened: [OPEN],
        closed: [],
        messages: [message('b'), message('a')],
      };
      await store.recordAlerts(fence, SCOPE, changes);
      await store.recordAlerts(fence, SCOPE, changes);
      expect(await store.openAlerts(SCOPE)).toEqual([OPEN]);
      expect(await store.alertedPipelines(SCOPE)).toMatchObject([{ readTo: 5, isNew: false }]);
      const waiting = await store.waitingAlerts(SCOPE, 10);
      expect(waiting).toEqual([
        { ...message('a'), tries: 0 },
        { ...message('b'), tries: 0 },
      ]);
      const later = await store.nextFence(LEADER, fence);
      await expect(store.recordAlerts(fence, SCOPE, { ...NONE, closed: [OPEN] })).rejects.toMatchObject({
        code: 'STORE_FENCED',
      });
      await store.recordAlerts(later, SCOPE, { ...NONE, closed: [OPEN] });
      expect(await store.openAlerts(SCOPE)).toEqual([]);
    });

    test('wait for their channel, and keep those of no other waiting', async () => {
      const store = await open();
      const fence = await withFailure(store);
      const messages = [
        ...[1, 2, 3, 4].map((index) => message(`ops-${index}`, START + index)),
        ...[5, 6].map((index) => message(`hook-${index}`, START + index, 'hook')),
      ];
      await store.recordAlerts(fence, SCOPE, { ...NONE, messages });
      const idsOf = async (limit: number, silent?: readonly string[]): Promise<readonly string[]> =>
        (await store.waitingAlerts(SCOPE, limit, silent)).map(({ id }) => id);
      expect(await idsOf(2)).toEqual(['hook-5', 'hook-6', 'ops-1', 'ops-2']);
      expect(await idsOf(9, ['ops'])).toEqual(['hook-5', 'hook-6']);
      expect(await idsOf(9, ['hook', 'ops'])).toEqual([]);
    });

    test('say what was sent to each channel and when, what waits, and what was given up until it is told', async () => {
      const store = await open();
      const fence = await withFailure(store);
      const messages = [message('a'), message('b', START + 1), message('c', START + 2), message('d', START, 'hook')];
      await store.recordAlerts(fence, SCOPE, { ...NONE, messages });
      await store.settleAlerts(fence, SCOPE, ['a'], { kind: 'sent', at: START + 10 });
      await store.settleAlerts(fence, SCOPE, ['b'], { kind: 'dropped', at: START + 11 });
      await store.settleAlerts(fence, SCOPE, ['c'], { kind: 'later', notBefore: START + MINUTE, tries: 2 });
      // what is sent stays so
      await store.settleAlerts(fence, SCOPE, ['a'], { kind: 'dropped', at: START + 12 });
      expect(await store.alertTraffic(SCOPE, START)).toEqual([{ channel: 'ops', sentAt: [START + 10], dropped: 1 }]);
      expect(await store.alertTraffic(SCOPE, START + 11)).toEqual([{ channel: 'ops', sentAt: [], dropped: 1 }]);
      const waiting = await store.waitingAlerts(SCOPE, 10);
      expect(waiting.map(({ id, notBefore, tries }) => [id, notBefore, tries])).toEqual([
        ['d', START, 0],
        ['c', START + MINUTE, 2],
      ]);
      await store.tellDropped(fence, SCOPE, 'ops');
      expect(await store.alertTraffic(SCOPE, START + 11)).toEqual([]);
      expect(await store.forgetAlerts(fence, SCOPE, START + 11)).toBe(1);
      expect(await store.forgetAlerts(fence, SCOPE, START + MINUTE)).toBe(1);
      expect(await store.waitingAlerts(SCOPE, 10)).toHaveLength(2);
    });
  });
}
