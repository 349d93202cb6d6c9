import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createRuntimeLab, LEADER_FENCE, type RuntimeLab } from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import { leaderLease } from '../ports/index.ts';
import { createAppliedSource, type AppliedSource } from './applied-source.ts';
import { createReconciler } from './reconciler.ts';

describe('createAppliedSource', () => {
  let lab: RuntimeLab;
  let source: AppliedSource;
  beforeEach(async () => {
    lab = await createRuntimeLab();
    source = createAppliedSource(lab);
  });
  afterEach(() => lab.close());

  const status = () => lab.store.sourceStatus('shop', 'default');
  const sources = async (): Promise<readonly unknown[]> =>
    (await lab.store.listEvents({ topic: 'sluice.audit', limit: 99 })).items
      .filter(({ type }) => type.startsWith('source.'))
      .map(({ data }) => data['source'])
      .toReversed();

  it('puts on record once that only reviewed plans are applied, and leaves what is deployed', async () => {
    const orders = sampleArtefact('orders');
    await lab.deploy(orders);
    await source.report(LEADER_FENCE);
    await source.report(LEADER_FENCE);
    expect(await status()).toMatchObject({ kind: 'apply', state: 'synced', revision: '', pipelines: 1, files: 0 });
    expect(await sources()).toEqual(['apply']);
    expect(lab.lines.join('')).toContain('only reviewed plans change what is deployed');
    expect(await lab.store.getDeployment(lab.key('orders'))).toMatchObject({ artefactDigest: orders.digest });
  });

  it('takes the place of a folder, and a folder its place, loudly', async () => {
    const reconciler = createReconciler({
      ...lab,
      source: {
        kind: 'folder',
        read: async () => ({ revision: 'sha256:files', compilation: sampleCompilation([sampleArtefact('orders')]) }),
        async watch() {},
      },
      deploymentsChanged: () => undefined,
    });
    await reconciler.reconcile(LEADER_FENCE);
    await source.report(LEADER_FENCE);
    expect(await status()).toMatchObject({ kind: 'apply', revision: 'sha256:files' });
    expect(lab.lines.join('')).not.toContain('takes the place');
    await reconciler.reconcile(LEADER_FENCE);
    expect(await status()).toMatchObject({ kind: 'folder' });
    expect(lab.lines.join('')).toContain('the folder takes the place of reviewed plans');
    expect(await sources()).toEqual(['folder', 'apply', 'folder']);
  });

  it('purges what was deleted more than seven days ago, and nothing sooner', async () => {
    const gone = { kind: 'delete', key: lab.key('orders') } as const;
    await lab.deploy(sampleArtefact('orders'));
    const deletedAt = lab.clock.now() - 7 * 86_400_000 + 60_000;
    await lab.store.applyChanges(LEADER_FENCE, 'r', [gone], deletedAt, 'ann');
    const stop = new AbortController();
    const running = source.run(stop.signal);
    const purged = async (): Promise<boolean> => (await lab.store.getDeployment(gone.key)) === undefined;
    await lab.clock.advance(1_000);
    expect(await purged()).toBe(false);
    await lab.clock.advance(3_600_000);
    expect(await purged()).toBe(true);
    stop.abort();
    await running;
  });

  it('says nothing while another process leads', async () => {
    await lab.store.nextFence(leaderLease(lab.scope), LEADER_FENCE + 1);
    await expect(source.report(LEADER_FENCE)).rejects.toMatchObject({ code: 'STORE_FENCED' });
    expect(await status()).toBeUndefined();
  });
});
