import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompiledArtefact } from '../../compiler/index.ts';
import { createReconciler, type Reconciler, type ReconcileOutcome } from './reconciler.ts';

const version = (text: string): CompiledArtefact => sampleArtefact('orders', { tags: [text] });
const [FIRST, SECOND, THIRD] = [version('first'), version('second'), version('third')];

describe('a pipeline that was rolled back', () => {
  let lab: RuntimeLab;
  let desired: readonly CompiledArtefact[];
  /** Runs once, when the files have been read and nothing is written yet. */
  let meanwhile: (() => Promise<void>) | undefined;
  let restarted: () => Reconciler;

  beforeEach(async () => {
    lab = await createRuntimeLab();
    restarted = () =>
      createReconciler({
        ...lab,
        source: {
          kind: 'folder',
          async read() {
            await meanwhile?.();
            meanwhile = undefined;
            const compilation = sampleCompilation(desired);
            return { revision: `sha256:${compilation.digest}`, compilation };
          },
          async watch() {},
        },
        deploymentsChanged: () => undefined,
      });
    await reconcile(FIRST, sampleArtefact('sales'));
    await reconcile(SECOND, sampleArtefact('sales'));
  });
  afterEach(() => lab.close());

  /** By a process that knows only what is on record. */
  const reconcile = (...pipelines: readonly CompiledArtefact[]): Promise<ReconcileOutcome> => {
    desired = pipelines;
    return restarted().reconcile(LEADER_FENCE);
  };
  const rollBack = async (compiled: CompiledArtefact): Promise<void> => {
    const seen = (await lab.store.getDeployment(lab.key('orders')))?.generation ?? 0;
    const request = { key: lab.key('orders'), compiled, revision: 'r', to: 1, seen, actor: 'ann' };
    const { outcome } = await lab.store.rollBackDeployment({ ...request, nextFireTime: undefined }, lab.clock.now());
    expect(outcome).toBe('rolled-back');
  };
  const state = async (): Promise<string> => {
    const digest = (await lab.store.getDeployment(lab.key('orders')))?.artefactDigest;
    const pins = (await lab.store.listConditions(lab.scope)).filter(({ type }) => type === 'pinned');
    const name = [FIRST, SECOND, THIRD].find((each) => each.digest === digest)?.artefact.pipeline.tags[0];
    return `${name}${pins.length === 0 ? '' : ', pinned'}`;
  };
  const written = async (): Promise<number> => (await lab.store.listEvents({ limit: 1_000 })).items.length;

  it('stays so while the files say what was refused, and nothing is written', async () => {
    await rollBack(FIRST);
    const before = await written();
    for (let round = 0; round < 3; round++)
      expect(await reconcile(SECOND, sampleArtefact('sales'))).toMatchObject({ deployed: [], state: 'synced' });
    expect([await state(), await written()]).toEqual(['first, pinned', before]);
    expect(await reconcile(SECOND, sampleArtefact('sales', { tags: ['new'] }))).toMatchObject({ deployed: ['sales'] });
    expect(await state()).toBe('first, pinned');
    expect(await lab.metrics.registry.metrics()).toContain('sluice_conditions{type="pinned"} 1');
  });

  it('takes any other version, and is free then', async () => {
    await rollBack(FIRST);
    expect(await reconcile(THIRD, sampleArtefact('sales'))).toMatchObject({ deployed: ['orders'] });
    expect(await state()).toBe('third');
    await reconcile(SECOND, sampleArtefact('sales'));
    expect(await state()).toBe('second');
  });

  it('is free when the files say what it was rolled back to, told once', async () => {
    await rollBack(FIRST);
    expect(await reconcile(FIRST, sampleArtefact('sales'))).toMatchObject({ deployed: [] });
    expect(await state()).toBe('first');
    const before = await written();
    await reconcile(FIRST, sampleArtefact('sales'));
    expect(await written()).toBe(before);
    const [last] = (await lab.store.listEvents({ pipeline: 'orders', limit: 1 })).items;
    expect(last).toMatchObject({ type: 'deployment.unpinned', data: { actor: 'reconcile' } });
    await reconcile(SECOND, sampleArtefact('sales'));
    expect(await state()).toBe('second');
  });

  it('is deleted with its definition, and free when that comes back', async () => {
    await rollBack(FIRST);
    expect(await reconcile(sampleArtefact('sales'))).toMatchObject({ deleted: ['orders'] });
    expect(await state()).toBe('first');
    await reconcile(SECOND, sampleArtefact('sales'));
    expect(await state()).toBe('second');
  });

  it('stays so when it is rolled back while the files are read that it is rolled back from', async () => {
    await reconcile(FIRST, sampleArtefact('sales'));
    await reconcile(SECOND, sampleArtefact('sales'));
    meanwhile = () => rollBack(FIRST);
    await reconcile(SECOND, sampleArtefact('sales'));
    expect(await state()).toBe('first, pinned');
    meanwhile = () => rollBack(SECOND);
    await reconcile(FIRST, sampleArtefact('sales'));
    expect(await state()).toBe('second');
  });

  it('takes what is newer when it is rolled back while that is read', async () => {
    meanwhile = () => rollBack(FIRST);
    expect(await reconcile(THIRD, sampleArtefact('sales'))).toMatchObject({ deployed: ['orders'] });
    expect(await state()).toBe('third');
  });

  it('is healed to what it was rolled back to when somebody edits its row', async () => {
    await rollBack(FIRST);
    const { DatabaseSync } = await import('@photostructure/sqlite');
    const database = new DatabaseSync(`${lab.folder}/state.db`);
    database.prepare('UPDATE sluice_deployment SET artefact_digest = ? WHERE pipeline = ?').run(THIRD.digest, 'orders');
    database.close();
    await reconcile(SECOND, sampleArtefact('sales'));
    expect(await state()).toBe('third, pinned');
    await lab.store.healDeployment(LEADER_FENCE, lab.key('orders'), undefined, lab.clock.now());
    expect(await state()).toBe('first, pinned');
  });
});
