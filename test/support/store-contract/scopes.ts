import { describe, expect, test } from 'vitest';
import { leaderLease, schedulerLease, type Scope, type Store } from '../../../src/runtime/ports/index.ts';
import { compiled, MINUTE, SCOPE, START } from './fixtures.ts';

const OTHERS: readonly Scope[] = [
  { ...SCOPE, project: 'another' },
  { ...SCOPE, environment: 'test' },
];
const EVERYBODY = [SCOPE, ...OTHERS];
const LATER = START + 10 * MINUTE;

/** The same pipeline in a scope: due, with a run to be claimed, one whose claim has passed, and one that waits. */
async function fill(store: Store, scope: Scope): Promise<number> {
  const fence = await store.nextFence(leaderLease(scope), 0);
  const artefact = compiled('orders', { text: leaderLease(scope) });
  const key = { ...scope, pipeline: 'orders' };
  await store.applyChanges(
    fence,
    'r1',
    [{ kind: 'deploy', key, compiled: artefact, nextFireTime: START + MINUTE }],
    START,
    'x',
  );
  for (const [index, state] of (['scheduled', 'scheduled', 'waiting'] as const).entries()) {
    const fire = {
      key,
      fireTime: START + index,
      previousFireTime: START,
      trigger: 'schedule',
      artefactDigest: artefact.digest,
      parameters: {},
      state,
    } as const;
    await store.recordFire(fence, fire, idOf(scope, index), START);
  }
  await store.claimRun(idOf(scope, 1), 'gone', START + MINUTE, START);
  return fence;
}

const idOf = ({ project, environment }: Scope, index: number): string => `${project}-${environment}-${index}`;

/** What one project and environment sees of a store that others use too. */
export function describeScopes(open: () => Promise<Store>): void {
  describe('scopes', () => {
    test('each sees what is due, to be claimed, expired or waiting of its own, and nothing else', async () => {
      const store = await open();
      for (const scope of EVERYBODY) await fill(store, scope);
      for (const scope of EVERYBODY) {
        expect(await store.dueDeployments(scope, LATER, 9)).toMatchObject([{ ...scope, pipeline: 'orders' }]);
        const outlook = { nextFireTime: START + MINUTE, hasPauses: false, hasWaiting: true, hasBackfills: false };
        expect(await store.scheduleOutlook(scope)).toEqual(outlook);
        expect((await store.expiredClaims(scope, LATER, 9)).map(({ id }) => id)).toEqual([idOf(scope, 1)]);
        expect((await store.waitingRuns(scope)).map(({ id }) => id)).toEqual([idOf(scope, 2)]);
        const claimed = await store.claimRuns(scope, `by ${scope.project}`, ['local'], 9, LATER + MINUTE, LATER);
        expect(claimed.map(({ id }) => id)).toEqual([idOf(scope, 0)]);
      }
      const nobody = { project: 'none', environment: 'prod' };
      expect(await store.dueDeployments(nobody, LATER, 9)).toEqual([]);
      expect(await store.scheduleOutlook(nobody)).toEqual({ hasPauses: false, hasWaiting: false, hasBackfills: false });
      expect(await store.claimRuns(nobody, 'x', ['local'], 9, LATER, LATER)).toEqual([]);
    });

    test('each has a fence of its own: a new leader of one refuses nothing of another', async () => {
      const store = await open();
      const fences = new Map<Scope, number>();
      for (const scope of EVERYBODY) fences.set(scope, await fill(store, scope));
      for (let terms = 0; terms < 5; terms += 1) await store.nextFence(schedulerLease(SCOPE), 0);
      for (const scope of OTHERS) {
        const fence = fences.get(scope) ?? Number.NaN;
        await store.setNextFireTime(fence, { ...scope, pipeline: 'orders' }, LATER);
        expect(await store.releaseWaiting(fence, idOf(scope, 2), 'scheduled', undefined, START)).toBe(true);
        expect(await store.currentFence(leaderLease(scope))).toBe(fence);
      }
      const old = fences.get(SCOPE) ?? Number.NaN;
      const refused = { code: 'STORE_FENCED' };
      await expect(store.releaseWaiting(old, idOf(SCOPE, 2), 'scheduled', undefined, START)).rejects.toMatchObject(
        refused,
      );
      await expect(store.setNextFireTime(old, { ...SCOPE, pipeline: 'orders' }, 1)).rejects.toMatchObject(refused);
    });

    test('changes of two scopes are not made under one fence', async () => {
      const store = await open();
      const fence = await fill(store, SCOPE);
      const changes = EVERYBODY.map((scope) => ({ kind: 'delete', key: { ...scope, pipeline: 'orders' } }) as const);
      await expect(store.applyChanges(fence, 'r2', changes, LATER, 'x')).rejects.toMatchObject({ code: 'INTERNAL' });
      expect(await store.getDeployment({ ...SCOPE, pipeline: 'orders' })).toMatchObject({ state: 'active' });
    });

    test('releaseLeasesOf frees what a dead holder held, whatever it is of', async () => {
      const store = await open();
      const names = [...EVERYBODY.map(leaderLease), 'relay'];
      for (const [index, name] of names.entries()) await store.acquireLease(name, `h${index % 2}`, MINUTE, START);
      await store.releaseLeasesOf('h0');
      const holders = await Promise.all(names.map((name) => store.leaseHolder(name, MINUTE, START)));
      expect(holders).toEqual([undefined, 'h1', undefined, 'h1']);
      expect((await store.acquireLease(names[0] ?? '', 'next', MINUTE, START))?.fence).toBe(2);
    });
  });
}
