import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labReconciler } from '../../../test/support/runtime/lab-reconciler.ts';
import {
  createRuntimeLab,
  enginesOf,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompilationResult } from '../../compiler/index.ts';
import { healDeployment } from '../heal-deployment.ts';
import type { Reconciler } from '../reconcile/index.ts';
import { createDriftWatch, type DriftWatch } from './drift-watch.ts';
import { findDrift } from './find-drift.ts';
import { vantageOf } from './vantage.ts';

const SCOPE = { project: 'shop', environment: 'default' };
const MINUTE = 60_000;
const every = { kind: 'every', intervalMs: MINUTE, timeZone: 'UTC' } as const;
const first = sampleArtefact('orders', { schedule: every, tags: ['first'] });
const second = sampleArtefact('orders', { schedule: every, tags: ['second'] });
const other = sampleArtefact('other', { schedule: every });

describe('a row that somebody has edited', () => {
  let lab: RuntimeLab;
  let reconciler: Reconciler;
  let watch: DriftWatch;
  let desired: CompilationResult;

  beforeEach(async () => {
    lab = await createRuntimeLab();
    reconciler = labReconciler(lab, () => desired);
    watch = createDriftWatch({
      ...lab,
      scope: SCOPE,
      heal: (fence, pipeline) => healDeployment(lab, fence, lab.key(pipeline)),
      find: () =>
        findDrift({ ...lab, ...SCOPE, engines: enginesOf(), vantage: vantageOf('here', undefined, () => false) }),
      intervalMs: 5 * MINUTE,
    });
    await want([first, other]);
    await want([second, other]);
  });
  afterEach(() => lab.close());

  const want = (pipelines: readonly (typeof first)[], selfHeal?: 'record') => {
    desired = sampleCompilation(pipelines, {
      policies: { prune: 'confirm', maxChangedShare: 1, ...(selfHeal === undefined ? {} : { selfHeal }) },
      digest: `${pipelines.map(({ digest }) => digest).join('+')} ${selfHeal}`,
    });
    return reconciler.reconcile(LEADER_FENCE);
  };
  const edit = (set: string): void => {
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.exec(`UPDATE sluice_deployment SET ${set} WHERE pipeline = 'orders'`);
    database.close();
  };
  const row = () => lab.store.getDeployment(lab.key('orders'));
  const drifts = async (): Promise<readonly string[]> =>
    (await lab.store.listConditions(SCOPE)).map(({ pipeline, reason }) => `${pipeline} ${reason}`);
  const told = async (): Promise<readonly string[]> =>
    (await lab.store.listEvents({ pipeline: 'orders', types: ['drift.*'], limit: 99 })).items
      .map(({ type }) => type)
      .toReversed();

  it.each([
    ['its artefact', `artefact_digest = '${first.digest}'`],
    ['its state', `state = 'suspended'`],
    ['its generation', 'generation = 9'],
    ['that it is deleted', `state = 'deleted'`],
  ])('is found, told once, and undone by no reconciliation: %s', async (_what, set) => {
    edit(set);
    const edited = await row();
    expect(await want([second, other])).toMatchObject({ deployed: [], deleted: [] });
    await watch.look(LEADER_FENCE);
    await watch.look(LEADER_FENCE);
    expect(await want([second, other])).toMatchObject({ deployed: [], deleted: [] });
    expect(await row()).toEqual(edited);
    expect(await drifts()).toEqual(['orders ROW_EDITED']);
    expect(await told()).toEqual(['drift.found']);
    const third = sampleArtefact('orders', { schedule: every, tags: ['third'] });
    expect(await want([third, other])).toMatchObject({ deployed: ['orders'] });
    await watch.look(LEADER_FENCE);
    expect(await drifts()).toEqual([]);
    expect(await told()).toEqual(['drift.found', 'drift.gone']);
  });

  it('is no drift where it is as its events say, whatever became of it', async () => {
    await want([first]);
    await watch.look(LEADER_FENCE);
    expect(await drifts()).toEqual([]);
    expect(await lab.store.getDeployment(lab.key('other'))).toMatchObject({ state: 'deleted' });
  });

  it('is healed where the project says so, later and later, three times, and then left as it is', async () => {
    await want([second, other], 'record');
    const heal = async (afterMs: number): Promise<readonly string[]> => {
      await lab.clock.advance(afterMs);
      edit(`artefact_digest = '${first.digest}'`);
      await want([second, other], 'record');
      await watch.look(LEADER_FENCE);
      return drifts();
    };
    expect(await heal(0)).toEqual([]);
    expect(await row()).toMatchObject({ artefactDigest: second.digest, state: 'active', generation: 3 });
    expect((await row())?.nextFireTime).toBeGreaterThanOrEqual(lab.clock.now());
    expect(await heal(MINUTE)).toEqual(['orders ROW_EDITED']);
    expect(await heal(10 * MINUTE)).toEqual([]);
    expect(await heal(10 * MINUTE)).toEqual(['orders ROW_EDITED']);
    expect(await heal(20 * MINUTE)).toEqual([]);
    expect(await heal(60 * MINUTE)).toEqual(['orders HEAL_GIVEN_UP']);
    expect(await row()).toMatchObject({ artefactDigest: first.digest });
    expect(await told()).toEqual([
      'drift.healed',
      'drift.found',
      'drift.healed',
      'drift.gone',
      'drift.found',
      'drift.healed',
      'drift.gone',
      'drift.found',
    ]);
    expect(await heal(24 * 60 * MINUTE)).toEqual([]);
  });

  it('is not healed with an artefact that is not there', async () => {
    await want([second, other], 'record');
    edit(`state = 'suspended'`);
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.exec(`DELETE FROM sluice_artefact WHERE digest = '${second.digest}'`);
    database.close();
    await watch.look(LEADER_FENCE);
    expect((await drifts()).toSorted()).toEqual(['orders ARTEFACT_MISSING', 'orders ROW_EDITED']);
  });
});
