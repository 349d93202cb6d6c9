import { join } from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { labReconciler } from '../../../test/support/runtime/lab-reconciler.ts';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompilationResult, CompiledArtefact } from '../../compiler/index.ts';
import type { Reconciler } from './reconciler.ts';

const SECOND = 1_000;

describe('a pipeline that the store refuses', () => {
  let lab: RuntimeLab;
  let reconciler: Reconciler;
  let desired: CompilationResult;

  beforeEach(async () => {
    lab = await createRuntimeLab();
    reconciler = labReconciler(lab, () => desired);
  });
  afterEach(() => lab.close());

  /** The database itself refuses this artefact, as it does one that is too large for it. */
  const refuse = (digest: string): void =>
    inDatabase(`CREATE TRIGGER poison BEFORE INSERT ON sluice_artefact WHEN NEW.digest = '${digest}'
      BEGIN SELECT RAISE(ABORT, 'row is too large'); END`);
  const inDatabase = (sql: string): void => {
    const database = new DatabaseSync(join(lab.folder, 'state.db'));
    database.exec(sql);
    database.close();
  };
  const want = (...pipelines: readonly CompiledArtefact[]): void => {
    desired = sampleCompilation(pipelines);
  };
  const names = (): string[] => Array.from({ length: 30 }, (_, index) => `p${index}`);
  const deployed = async (): Promise<readonly string[]> =>
    (await lab.store.listDeployments({})).map(({ pipeline }) => pipeline);
  const conditions = () => lab.store.listConditions({ project: 'shop', environment: 'default' });
  const told = async (): Promise<readonly string[]> =>
    (await lab.store.listEvents({ pipeline: 'bad', limit: 99 })).items.map(({ type }) => type).toReversed();

  it('stalls alone, with a reason, and is told once', async () => {
    const bad = sampleArtefact('bad');
    refuse(bad.digest);
    want(...names().map((name) => sampleArtefact(name)), bad);
    const outcome = await reconciler.reconcile(LEADER_FENCE);
    expect(outcome.deployed.toSorted()).toEqual(names().toSorted());
    expect(await deployed()).toEqual(names().toSorted());
    await reconciler.reconcile(LEADER_FENCE);
    await lab.clock.advance(60 * SECOND);
    await reconciler.reconcile(LEADER_FENCE);
    expect(await conditions()).toMatchObject([
      {
        pipeline: 'bad',
        type: 'stalled',
        reason: 'APPLY_REFUSED',
        message: 'its new version cannot be written, and is tried again: row is too large',
        generation: 0,
      },
    ]);
    expect(await told()).toEqual(['deployment.stalled']);
    expect(lab.lines.filter((line) => line.includes('pipeline=bad'))).toHaveLength(1);
    expect(await lab.metrics.registry.metrics()).toContain('sluice_conditions{type="stalled"} 1');
  });

  it('is tried again, later and later, and recovers by itself', async () => {
    const bad = sampleArtefact('bad');
    refuse(bad.digest);
    want(sampleArtefact('good'), bad);
    const stop = new AbortController();
    const running = reconciler.run(stop.signal);
    await lab.clock.advance(10 * SECOND);
    inDatabase('DROP TRIGGER poison');
    expect(await deployed()).toEqual(['good']);
    await lab.clock.advance(15 * SECOND);
    expect(await deployed()).toEqual(['bad', 'good']);
    expect(await told()).toEqual(['deployment.stalled', 'deployment.created', 'deployment.recovered']);
    expect(await conditions()).toEqual([]);
    stop.abort();
    await running;
  });

  it('is tried again after the others, so that their batch is not refused with it', async () => {
    const bad = sampleArtefact('bad');
    refuse(bad.digest);
    want(sampleArtefact('good'), bad);
    await reconciler.reconcile(LEADER_FENCE);
    await lab.clock.advance(60 * SECOND);
    let transactions = 0;
    const { applyChanges } = lab.store;
    lab.store.applyChanges = (...given) => {
      transactions++;
      return applyChanges(...given);
    };
    want(...names().map((name) => sampleArtefact(name)), sampleArtefact('good'), bad);
    expect((await reconciler.reconcile(LEADER_FENCE)).deployed).toHaveLength(30);
    expect(transactions).toBe(2);
  });

  it('never holds back a newer version of itself, which is tried at once', async () => {
    const bad = sampleArtefact('bad');
    refuse(bad.digest);
    want(sampleArtefact('good'), bad);
    await reconciler.reconcile(LEADER_FENCE);
    const mended = sampleArtefact('bad', { tags: ['mended'] });
    want(sampleArtefact('good'), mended);
    expect(await reconciler.reconcile(LEADER_FENCE)).toMatchObject({ deployed: ['bad'] });
    expect(await lab.store.getDeployment(lab.key('bad'))).toMatchObject({ artefactDigest: mended.digest });
    await lab.clock.advance(600 * SECOND);
    expect(await reconciler.reconcile(LEADER_FENCE)).toMatchObject({ deployed: [] });
    expect(await conditions()).toEqual([]);
  });

  it('keeps its last good version, and is forgotten when it is wanted no more', async () => {
    const good = sampleArtefact('bad');
    want(sampleArtefact('good'), good);
    await reconciler.reconcile(LEADER_FENCE);
    const bad = sampleArtefact('bad', { tags: ['bad'] });
    refuse(bad.digest);
    want(sampleArtefact('good'), bad);
    await reconciler.reconcile(LEADER_FENCE);
    expect(await lab.store.getDeployment(lab.key('bad'))).toMatchObject({ artefactDigest: good.digest, generation: 1 });
    expect(await conditions()).toMatchObject([{ pipeline: 'bad', generation: 1 }]);
    want(sampleArtefact('good'), good);
    await reconciler.reconcile(LEADER_FENCE);
    expect(await conditions()).toEqual([]);
    expect(await told()).toEqual(['deployment.created', 'deployment.stalled', 'deployment.recovered']);
  });

  it('is no excuse for a store that refuses everything: that is an error of the whole', async () => {
    inDatabase(`CREATE TRIGGER poison BEFORE INSERT ON sluice_deployment BEGIN SELECT RAISE(ABORT, 'no'); END`);
    want(...names().map((name) => sampleArtefact(name)));
    await expect(reconciler.reconcile(LEADER_FENCE)).rejects.toMatchObject({ message: 'no' });
    expect(await conditions()).toEqual([]);
  });

  it('does not wait for an artefact that somebody has made unreadable: a new version takes its place', async () => {
    want(sampleArtefact('good'), sampleArtefact('bad'));
    await reconciler.reconcile(LEADER_FENCE);
    inDatabase(`UPDATE sluice_artefact SET bytes = 'no json' WHERE digest = '${sampleArtefact('bad').digest}'`);
    const mended = sampleArtefact('bad', { tags: ['mended'] });
    want(sampleArtefact('good'), mended);
    expect(await reconciler.reconcile(LEADER_FENCE)).toMatchObject({ deployed: ['bad'] });
    expect(await conditions()).toEqual([]);
  });
});
