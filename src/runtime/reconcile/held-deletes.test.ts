import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labReconciler } from '../../../test/support/runtime/lab-reconciler.ts';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompilationResult } from '../../compiler/index.ts';
import type { Reconciler, ReconcileOutcome } from './reconciler.ts';

const DAY = 86_400_000;
const PLACE = { project: 'shop', environment: 'default' };

describe('a pipeline that is gone', () => {
  let lab: RuntimeLab;
  let reconciler: Reconciler;
  let desired: CompilationResult;

  beforeEach(async () => {
    lab = await createRuntimeLab();
    reconciler = labReconciler(lab, () => desired);
    await reconcile('abcdefghij');
  });
  afterEach(() => lab.close());

  const reconcile = (names: string, changes: Partial<CompilationResult> = {}): Promise<ReconcileOutcome> => {
    desired = sampleCompilation(
      [...names].map((name) => sampleArtefact(name)),
      changes,
    );
    return reconciler.reconcile(LEADER_FENCE);
  };
  const prune = (names: string, isAll = false) =>
    lab.store.pruneDeployments({ ...PLACE, pipelines: [...names], isAll, actor: 'ann' }, lab.clock.now());
  const live = async (): Promise<string> =>
    (await lab.store.listDeployments({})).map(({ pipeline }) => pipeline).join('');
  const held = async (): Promise<readonly string[]> =>
    (await lab.store.listConditions(PLACE))
      .filter(({ type }) => type === 'delete-held')
      .map(({ pipeline, reason }) => `${pipeline} ${reason}`);
  const told = async (name: string): Promise<readonly string[]> =>
    (await lab.store.listEvents({ pipeline: name, limit: 99 })).items.map(({ type }) => type).toReversed();

  it('is held with the others where too many go, told once, until a person says yes to just these', async () => {
    await reconcile('abcde');
    await reconcile('abcde');
    expect(await live()).toBe('abcdefghij');
    expect(await held()).toEqual([...'fghij'].map((name) => `${name} DELETE_HELD_SHARE`));
    expect(await told('j')).toEqual(['deployment.created', 'deployment.delete-held']);
    expect(await lab.metrics.registry.metrics()).toContain('sluice_conditions{type="delete-held"} 5');
    expect(await prune('fghi', true)).toEqual({ outcome: 'changed' });
    expect(await prune('fghia')).toEqual({ outcome: 'not-held', pipelines: ['a'] });
    expect(await live()).toBe('abcdefghij');
    expect(await prune('fghij', true)).toEqual({ outcome: 'pruned' });
    expect(await live()).toBe('abcde');
    expect(await held()).toEqual([]);
    const [last] = (await lab.store.listEvents({ pipeline: 'j', limit: 1 })).items;
    expect(last).toMatchObject({
      type: 'deployment.deleted',
      data: { actor: 'ann', reason: { code: 'PRUNE_CONFIRMED' }, to: 'deleted' },
    });
    expect(await reconcile('abcde')).toMatchObject({ deleted: [], held: undefined });
  });

  it('is let go of by no rest of a set: what was held waits for a yes, comes back, or another share lets it go', async () => {
    await reconcile('abcdef');
    expect(await prune('gh')).toEqual({ outcome: 'pruned' });
    await reconcile('abcdef');
    expect(await held()).toEqual(['i DELETE_HELD_UNCONFIRMED', 'j DELETE_HELD_UNCONFIRMED']);
    await reconcile('abcdefi');
    expect(await held()).toEqual(['j DELETE_HELD_UNCONFIRMED']);
    expect(await told('i')).toEqual([
      'deployment.created',
      'deployment.delete-held',
      'deployment.delete-held',
      'deployment.delete-released',
    ]);
    const policies = { prune: 'confirm', maxChangedShare: 0.5 } as const;
    expect(await reconcile('abcdefi', { policies })).toMatchObject({ deleted: ['j'] });
    expect(await held()).toEqual([]);
  });

  it('is held by the share that is in force now, and let go of by the next one', async () => {
    const shares = async () =>
      (await lab.store.listConditions({ project: 'shop', environment: 'default' })).map(
        ({ details }) => details?.['share'],
      );
    const by = (maxChangedShare: number) => ({ policies: { prune: 'confirm', maxChangedShare } as const });
    // the words of an empty desired state name no share
    await reconcile('', by(0.3));
    expect(await shares()).toEqual(Array.from({ length: 10 }, () => 0.3));
    await reconcile('', by(0.4));
    expect(await shares()).toEqual(Array.from({ length: 10 }, () => 0.4));
    // what is left of the set is few enough, and waits for a yes all the same
    await reconcile('abcdefgh', by(0.4));
    expect(await held()).toEqual(['i DELETE_HELD_UNCONFIRMED', 'j DELETE_HELD_UNCONFIRMED']);
    expect(await reconcile('abcdefgh', by(0.3))).toMatchObject({ deleted: ['i', 'j'] });
  });

  it('is deleted by nobody while nobody can tell whether it is gone', async () => {
    await reconcile('abcde');
    await reconcile('abc', { incomplete: true, diagnostics: [] });
    expect(await held()).toEqual([...'fghij'].map((name) => `${name} DELETE_HELD_SHARE`));
    const status = await lab.store.sourceStatus('shop', 'default');
    if (status === undefined) throw new Error('the reconciler says what it has read');
    await lab.store.setSourceStatus(LEADER_FENCE, { ...status, state: 'broken' });
    expect(await prune('f')).toMatchObject({ outcome: 'refused', reason: { code: 'SOURCE_BROKEN' } });
    await lab.store.setSourceStatus(LEADER_FENCE, { ...status, state: 'unreadable' });
    expect(await prune('f')).toMatchObject({ outcome: 'refused', reason: { code: 'SOURCE_UNREADABLE' } });
    expect(await live()).toBe('abcdefghij');
  });

  it('takes more than one yes where nothing is left: each has to be named', async () => {
    await reconcile('');
    expect(await prune('abcdefghij', true)).toMatchObject({
      outcome: 'refused',
      reason: { code: 'DELETE_HELD_EMPTY' },
    });
    expect(await prune('abcdefghij')).toEqual({ outcome: 'pruned' });
    expect(await live()).toBe('');
  });

  it('stays for good under `prune: never`, and a yes changes no policy', async () => {
    const policies = { prune: 'never', maxChangedShare: 1 } as const;
    await reconcile('abcdefghi', { policies });
    expect(await held()).toEqual(['j DELETE_HELD_NEVER']);
    expect(await prune('j')).toMatchObject({ outcome: 'refused', reason: { code: 'DELETE_HELD_NEVER' } });
    expect(await reconcile('abcdefghi')).toMatchObject({ deleted: ['j'] });
  });

  it('can be restored, stays until the desired state has it again, and can be pruned before', async () => {
    await reconcile('abcdefgh');
    await lab.clock.advance(DAY);
    const restore = (name: string) =>
      lab.store.restoreDeployment(
        { key: lab.key(name), state: 'active', nextFireTime: LAB_START, actor: 'ann' },
        lab.clock.now(),
      );
    expect(await restore('i')).toMatchObject({
      outcome: 'restored',
      deployment: { state: 'active', generation: 3, nextFireTime: LAB_START },
    });
    expect(await restore('i')).toMatchObject({ outcome: 'live' });
    expect(await restore('x')).toEqual({ outcome: 'absent' });
    await restore('j');
    expect(await reconcile('abcdefgh')).toMatchObject({ deleted: [], held: undefined });
    expect(await live()).toBe('abcdefghij');
    expect(await prune('j')).toEqual({ outcome: 'pruned' });
    expect(await reconcile('abcdefghi')).toMatchObject({ deleted: [] });
    expect(await told('i')).toEqual([
      'deployment.created',
      'deployment.deleted',
      'deployment.restored',
      'deployment.restore-ended',
    ]);
    expect(await reconcile('abcdefgh')).toMatchObject({ deleted: ['i'] });
  });

  it('is not let go by a reconciliation that began before it was restored', async () => {
    await reconcile('abcdefghi');
    const { listConditions } = lab.store;
    // the store as it is between the two looks of a reconciliation
    lab.store.listConditions = async (filter) => {
      lab.store.listConditions = listConditions;
      await lab.store.restoreDeployment(
        { key: lab.key('j'), state: 'active', nextFireTime: undefined, actor: 'ann' },
        lab.clock.now(),
      );
      return listConditions(filter);
    };
    expect(await reconcile('abcdefghi')).toMatchObject({ deleted: [] });
    expect(await reconcile('abcdefghi')).toMatchObject({ deleted: [] });
    expect(await live()).toBe('abcdefghij');
  });

  it('is purged when the window is over, and its events stay', async () => {
    const policies = { prune: 'confirm', maxChangedShare: 0.3, restoreWindowMs: 2 * DAY } as const;
    await reconcile('abcdefghi', { policies });
    await lab.clock.advance(DAY);
    await reconcile('abcdefgh', { policies });
    await lab.clock.advance(DAY + 1);
    await reconcile('abcdefgh', { policies, project: undefined });
    expect(await lab.store.getDeployment(lab.key('j'))).toMatchObject({ state: 'deleted' });
    await reconcile('abcdefgh', { policies });
    expect(await lab.store.getDeployment(lab.key('j'))).toBeUndefined();
    expect(await lab.store.getDeployment(lab.key('i'))).toMatchObject({ state: 'deleted' });
    expect(await told('j')).toEqual(['deployment.created', 'deployment.deleted', 'deployment.purged']);
    expect(await reconcile('abcdefghj', { policies })).toMatchObject({ deployed: ['j'] });
  });
});
