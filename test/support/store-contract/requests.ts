import { describe, expect, test } from 'vitest';
import type { Store } from '../../../src/runtime/ports/index.ts';
import { allEvents, expectWholeChains } from './events.ts';
import { eventTypes, fire, MINUTE, SCOPE, START, withPipeline } from './fixtures.ts';

const ONCE = { key: 'key-1', digest: 'sha256:asked' };
const ASKED_TWICE = { code: 'STORE_CONFLICT', retryable: true, fields: { asked: true } };

/** Requests that their senders repeat. */
export function describeRequests(open: () => Promise<Store>): void {
  describe('requests that are done once', () => {
    test('are on record with the run that they made; another fire under the key is not', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      const ask = (minute: number, runId: string) =>
        store.recordFire(undefined, asked(artefact, minute), runId, START + minute * MINUTE);
      expect(await store.findRequest(SCOPE, ONCE.key)).toBeUndefined();
      expect(await ask(1, 'first')).toMatchObject({ created: true });
      expect(await store.findRequest(SCOPE, ONCE.key)).toEqual({ ...ONCE, runId: 'first', outcome: 'created' });
      expect(await store.findRequest({ ...SCOPE, environment: 'test' }, ONCE.key)).toBeUndefined();
      await expect(ask(2, 'second')).rejects.toMatchObject(ASKED_TWICE);
      expect(await store.getRun('second')).toBeUndefined();
      expect((await eventTypes(store, 'orders')).filter((type) => type === 'run.scheduled')).toHaveLength(1);
      expectWholeChains(await allEvents(store));
    });

    test('tell one run of two that come at once through two processes', async () => {
      const [left, right] = [await open(), await open()];
      const { artefact } = await withPipeline(left, 'orders');
      const answers = await Promise.allSettled(
        [left, right].map((store, index) =>
          store.recordFire(undefined, asked(artefact, index), `of-${index}`, START + MINUTE),
        ),
      );
      expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      expect((await left.listRuns({ ...SCOPE, limit: 9 })).items).toHaveLength(1);
      expectWholeChains(await allEvents(left));
    });

    test('note a run that is not over as it is, and one that is over when it is run once more', async () => {
      const store = await open();
      const { artefact } = await withPipeline(store, 'orders');
      await store.recordFire(undefined, fire(artefact, START, { actor: 'ann' }), 'run-1', START);
      await store.recordFire(undefined, asked(artefact, 0), 'other', START);
      expect(await store.findRequest(SCOPE, ONCE.key)).toEqual({ ...ONCE, runId: 'run-1', outcome: 'present' });
      await store.requestCancel('run-1', 'ann', START);
      const again = { ...ONCE, key: 'key-2' };
      await store.recordFire(undefined, { ...asked(artefact, 0), once: again }, 'other', START);
      expect(await store.findRequest(SCOPE, 'key-2')).toBeUndefined();
      await store.reopenRun('run-1', { actor: 'ann', once: again, duringFreeze: true }, START + MINUTE);
      expect(await store.findRequest(SCOPE, 'key-2')).toEqual({ ...again, runId: 'run-1', outcome: 'reopened' });
      await store.requestCancel('run-1', 'ann', START + MINUTE);
      const twice = store.reopenRun('run-1', { actor: 'ann', once: again }, START + 2 * MINUTE);
      await expect(twice).rejects.toMatchObject(ASKED_TWICE);
      expect(await store.getRun('run-1')).toMatchObject({ state: 'cancelled' });
      const rerun = (await allEvents(store)).find(({ type }) => type === 'run.rerun-requested');
      expect(rerun?.data).toMatchObject({ duringFreeze: true });
    });

    test('are forgotten by age, the oldest first, of one environment', async () => {
      const store = await open();
      const { fence, artefact } = await withPipeline(store, 'orders');
      for (const minute of [1, 2, 3])
        await store.recordFire(
          undefined,
          { ...asked(artefact, minute), once: { ...ONCE, key: `key-${minute}` } },
          `run-${minute}`,
          START + minute * MINUTE,
        );
      const old = { scope: SCOPE, before: START + 3 * MINUTE, limit: 1 };
      await expect(store.forgetRequests(fence - 1, old)).rejects.toMatchObject({ code: 'STORE_FENCED' });
      expect(await store.forgetRequests(fence, old)).toBe(1);
      const left = async () =>
        (await Promise.all([1, 2, 3].map((n) => store.findRequest(SCOPE, `key-${n}`)))).map(Boolean);
      expect(await left()).toEqual([false, true, true]);
      expect(await store.forgetRequests(fence, { ...old, limit: 9 })).toBe(1);
      expect(await store.forgetRequests(fence, { ...old, limit: 9 })).toBe(0);
      expect(await left()).toEqual([false, false, true]);
    });
  });
}

function asked(artefact: Parameters<typeof fire>[0], minute: number) {
  return fire(artefact, START + minute * MINUTE, { trigger: 'manual', actor: 'ann', once: ONCE });
}
