import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact, sampleCompilation } from '../../../test/support/runtime/sample-artefact.ts';
import type { CompilationResult, LocatedDiagnostic } from '../../compiler/index.ts';
import { OperatingError } from '../errors.ts';
import type { Source } from '../ports/index.ts';
import { createReconciler, type Reconciler, type ReconcileOutcome } from './reconciler.ts';

const MINUTE = 60_000;
const every = (intervalMs: number) => ({ kind: 'every', intervalMs, timeZone: 'UTC' }) as const;
const position = { line: 3, column: 1, offset: 20 };
const BROKEN: LocatedDiagnostic = {
  code: 'SL0101',
  severity: 'error',
  message: 'unknown field `tabel`',
  help: 'did you mean `table`?',
  file: 'pipelines/b.yaml',
  range: { start: position, end: position },
  labels: [],
  notes: [],
  suggestions: [],
  docsUrl: 'docs/diagnostics/SL0101.md',
  fingerprint: '5b1f0a4c9de27386b1f0a4c9de273865',
};

describe('createReconciler', () => {
  let lab: RuntimeLab;
  let reconciler: Reconciler;
  let restarted: (more?: { readonly apply?: 'whole' }) => Reconciler;
  let compilation: CompilationResult | OperatingError;
  beforeEach(async () => {
    lab = await createRuntimeLab();
    const source: Source = {
      kind: 'folder',
      async read() {
        if (compilation instanceof OperatingError) throw compilation;
        return { revision: `sha256:${compilation.digest}`, compilation };
      },
      async watch() {},
    };
    restarted = (more = {}) =>
      createReconciler({
        ...lab,
        ...more,
        source,
        deploymentsChanged: () => undefined,
      });
    reconciler = restarted();
  });
  afterEach(() => lab.close());

  /** Reconciles twice: the second time must find nothing to do and write nothing. */
  const reconcile = async (desired: CompilationResult | OperatingError): Promise<ReconcileOutcome> => {
    compilation = desired;
    const outcome = await reconciler.reconcile(LEADER_FENCE);
    const before = await everything();
    const logged = lab.lines.length;
    expect(await reconciler.reconcile(LEADER_FENCE)).toMatchObject({ deployed: [], deleted: [] });
    expect(await everything()).toEqual(before);
    expect(lab.lines).toHaveLength(logged);
    return outcome;
  };
  const everything = async () => ({
    events: (await lab.store.listEvents({ limit: 1_000 })).items,
    deployments: await lab.store.listDeployments({ includeDeleted: true }),
    status: await lab.store.sourceStatus('shop', 'default'),
  });
  const deployment = (name: string) => lab.store.getDeployment(lab.key(name));

  it('leaves both projects alone once sluice.yaml names another one, says so, and goes on when the name is back', async () => {
    const own = sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]);
    await reconcile(own);
    const other = { project: 'store', environment: 'default' };
    const renamed = sampleCompilation([sampleArtefact('a', { tags: ['new'] })], {
      project: 'store',
      digest: 'renamed',
    });
    expect(await reconcile(renamed)).toMatchObject({ state: 'unreadable', deployed: [], deleted: [] });
    expect(await lab.store.listDeployments(other)).toEqual([]);
    expect(await lab.store.sourceStatus('store', 'default')).toBeUndefined();
    expect((await lab.store.listDeployments(lab.scope)).map(({ generation }) => generation)).toEqual([1, 1]);
    expect(await lab.store.sourceStatus('shop', 'default')).toMatchObject({
      state: 'unreadable',
      revision: `sha256:${own.digest}`,
      problem: {
        code: 'PROJECT_RENAMED',
        message: 'sluice.yaml names the project `store`, and this process serves `shop`',
        help: expect.stringContaining('start `sluice serve` anew'),
      },
    });
    expect(lab.lines.filter((line) => line.includes('PROJECT_RENAMED'))).toHaveLength(1);
    expect(await reconcile({ ...own, digest: 'back' })).toMatchObject({ state: 'synced', deployed: [] });
    expect((await lab.store.sourceStatus('shop', 'default'))?.problem).toBeUndefined();
  });

  it('deploys what compiles, with its first fire, and leaves the rest of time alone', async () => {
    const suspended = sampleArtefact('c', { schedule: every(MINUTE), state: 'suspended' });
    const outcome = await reconcile(
      sampleCompilation([sampleArtefact('a', { schedule: every(7 * MINUTE) }), sampleArtefact('b'), suspended]),
    );
    expect(outcome).toMatchObject({ state: 'synced', deployed: ['a', 'b', 'c'] });
    const due = Math.floor(LAB_START / (7 * MINUTE)) * 7 * MINUTE;
    expect(await deployment('a')).toMatchObject({ state: 'active', nextFireTime: due, generation: 1 });
    expect(await deployment('b')).toMatchObject({ state: 'active', nextFireTime: undefined });
    expect(await deployment('c')).toMatchObject({ state: 'suspended', nextFireTime: undefined });
  });

  it('keeps the clock of a pipeline whose schedule did not change, and resets it where it did', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a', { schedule: every(MINUTE) })]));
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), LAB_START + 5 * MINUTE);
    await reconcile(sampleCompilation([sampleArtefact('a', { schedule: every(MINUTE), tags: ['new'] })]));
    expect(await deployment('a')).toMatchObject({ generation: 2, nextFireTime: LAB_START + 5 * MINUTE });
    await reconcile(sampleCompilation([sampleArtefact('a', { schedule: every(2 * MINUTE), tags: ['new'] })]));
    expect(await deployment('a')).toMatchObject({ generation: 3, nextFireTime: LAB_START });
  });

  it('keeps the clock of a pipeline whose schedule is only written otherwise: a due fire is not lost', async () => {
    const cron = (expression: string, timeZone = 'UTC') =>
      sampleArtefact('a', {
        schedule: { kind: 'cron', expression, dialect: expression.includes('?') ? 'quartz-2.5' : 'unix', timeZone },
      });
    await reconcile(sampleCompilation([cron('0 0 2 * * ?')]));
    const due = LAB_START - MINUTE;
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), due);
    await reconcile(sampleCompilation([cron('0 2 * * *')]));
    expect(await deployment('a')).toMatchObject({ generation: 2, nextFireTime: due });
    await reconcile(sampleCompilation([cron('0 2 * * *', 'Asia/Shanghai')]));
    expect((await deployment('a'))?.nextFireTime).toBeGreaterThan(LAB_START);
  });

  it('deletes what is gone, and takes it back when it comes again', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]));
    expect(await reconcile(sampleCompilation([sampleArtefact('a')]))).toMatchObject({ deleted: ['b'] });
    expect(await deployment('b')).toMatchObject({ state: 'deleted' });
    expect(await reconcile(sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]))).toMatchObject({
      deployed: ['b'],
    });
    expect(await deployment('b')).toMatchObject({ state: 'active' });
  });

  it('moves what says so and what is certain to have another name only: clock and cursor go with it', async () => {
    await reconcile(
      sampleCompilation([
        sampleArtefact('a', { schedule: every(MINUTE) }),
        sampleArtefact('b', { schedule: every(MINUTE), work: { table: 'b' } }),
        sampleArtefact('c'),
      ]),
    );
    const due = LAB_START + 5 * MINUTE;
    for (const name of ['a', 'b']) await lab.store.setNextFireTime(LEADER_FENCE, lab.key(name), due);
    const outcome = await reconcile(
      sampleCompilation(
        [
          sampleArtefact('a2', { schedule: every(MINUTE), work: { table: 'other' }, tags: ['new'] }),
          sampleArtefact('b2', { schedule: every(MINUTE), work: { table: 'b' }, owner: 'ann' }),
          sampleArtefact('c2'),
        ],
        { moves: new Map([['a2', 'a']]), policies: { prune: 'never', maxChangedShare: 0 } },
      ),
    );
    expect(outcome).toMatchObject({ moved: ['a2', 'b2'], deployed: ['c2'], deleted: [] });
    expect(outcome.held).toMatchObject({ code: 'DELETE_HELD_NEVER', message: expect.stringMatching(/: `c`$/) });
    expect(await deployment('a2')).toMatchObject({ generation: 2, nextFireTime: due });
    expect(await deployment('b2')).toMatchObject({ generation: 2, nextFireTime: due });
    expect(await deployment('c')).toMatchObject({ state: 'active' });
    expect(lab.lines.filter((line) => line.includes('moved to another name'))).toHaveLength(1);
  });

  it('begins the clock of what is moved anew where its schedule changes, and takes nothing for renamed in a broken project', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a', { schedule: every(MINUTE), work: { table: 't' } })]));
    await lab.store.setNextFireTime(LEADER_FENCE, lab.key('a'), LAB_START + 5 * MINUTE);
    const renamed = sampleArtefact('a2', { schedule: every(2 * MINUTE), work: { table: 't' } });
    const broken = { diagnostics: [BROKEN], incomplete: true };
    expect(await reconcile(sampleCompilation([renamed], broken))).toMatchObject({ moved: [], deployed: ['a2'] });
    const a3 = sampleArtefact('a3', { schedule: every(2 * MINUTE), work: { table: 't' } });
    const moves = new Map([['a3', 'a']]);
    expect(await reconcile(sampleCompilation([renamed, a3], { moves }))).toMatchObject({ moved: ['a3'] });
    expect(await deployment('a3')).toMatchObject({ nextFireTime: LAB_START });
  });

  it('keeps the last good version of what a broken file hides, goes on with the others, and says so once', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]));
    const good = await deployment('b');
    const changed = sampleArtefact('a', { tags: ['changed'] });
    const outcome = await reconcile(
      sampleCompilation([changed], { diagnostics: [BROKEN], incomplete: true, digest: 'broken' }),
    );
    expect(outcome).toMatchObject({ state: 'broken', deployed: ['a'], deleted: [] });
    expect(outcome.held?.code).toBe('DELETE_HELD_INCOMPLETE');
    expect(await deployment('b')).toEqual(good);
    expect(await deployment('a')).toMatchObject({ artefactDigest: changed.digest });
    const status = await lab.store.sourceStatus('shop', 'default');
    expect(status).toMatchObject({
      state: 'broken',
      compiled: ['a'],
      diagnostics: [{ code: 'SL0101', file: 'pipelines/b.yaml' }],
    });
    expect(lab.lines.filter((line) => line.includes('pipelines/b.yaml:3:1'))).toHaveLength(1);
    await reconcile(sampleCompilation([changed, sampleArtefact('b')]));
    expect(await lab.store.sourceStatus('shop', 'default')).toMatchObject({ state: 'synced', diagnostics: [] });
  });

  it.each(['broken', 'unreadable'] as const)('says once per process that the source is %s', async (state) => {
    const trouble =
      state === 'broken'
        ? sampleCompilation([sampleArtefact('a')], { diagnostics: [BROKEN], incomplete: true })
        : new OperatingError('SOURCE_UNREADABLE', 'the folder is gone', { retryable: true });
    await reconcile(trouble);
    const { events } = await everything();
    const first = lab.lines.splice(0).filter((line) => line.includes('last good version'));
    await lab.clock.advance(MINUTE);
    reconciler = restarted();
    await reconcile(trouble);
    expect(lab.lines.filter((line) => line.includes('last good version'))).toHaveLength(first.length);
    expect(await lab.store.sourceStatus('shop', 'default')).toMatchObject({ state, checkedAt: LAB_START + MINUTE });
    expect((await everything()).events).toEqual(events);
  });

  it('logs a finding in one line with its help, numbers and names under names of their own', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a')], { diagnostics: [BROKEN], incomplete: true }));
    expect(lab.lines.find((line) => line.includes('pipelines/b.yaml:3:1'))).toMatch(
      /unknown field `tabel` {2}code=SL0101 {2}help=did you mean `table`\?\n$/,
    );
    expect(lab.lines.join('')).toContain('deployed  count=1  pipelines=["a"]');
    await reconcile(sampleCompilation([sampleArtefact('a')]));
    expect(lab.lines.join('')).toContain('definitions are in order  count=1  files=1');
  });

  it.each([
    ['the project file is gone', { project: undefined, incomplete: true }],
    ['nothing is left', {}],
  ])('deletes nothing when %s', async (_what, changes) => {
    await reconcile(sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]));
    expect(await reconcile(sampleCompilation([], changes))).toMatchObject({ deleted: [] });
    expect(await lab.store.listDeployments({})).toHaveLength(2);
  });

  it('keeps everything while the source cannot be read', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a')]));
    const error = new OperatingError('SOURCE_UNREADABLE', 'the folder is gone', { retryable: true });
    expect(await reconcile(error)).toMatchObject({ state: 'unreadable' });
    expect(await lab.store.sourceStatus('shop', 'default')).toMatchObject({ state: 'unreadable' });
    expect(await deployment('a')).toMatchObject({ state: 'active' });
    expect(await reconcile(sampleCompilation([sampleArtefact('a')]))).toMatchObject({ state: 'synced' });
  });

  it('deploys nothing of a revision with errors where it is taken as a whole, and all of it once it is mended', async () => {
    await reconcile(sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]));
    reconciler = restarted({ apply: 'whole' });
    const changed = [sampleArtefact('a', { tags: ['new'] }), sampleArtefact('c')];
    const broken = sampleCompilation(changed, { diagnostics: [BROKEN], incomplete: true, digest: 'broken' });
    const before = await lab.store.listDeployments({ includeDeleted: true });
    expect(await reconcile(broken)).toEqual({ state: 'broken', deployed: [], deleted: [], moved: [], held: undefined });
    expect(await lab.store.listDeployments({ includeDeleted: true })).toEqual(before);
    expect(await lab.store.sourceStatus('shop', 'default')).toMatchObject({
      state: 'broken',
      revision: 'sha256:broken',
      diagnostics: [BROKEN],
    });
    const mended = sampleCompilation([...changed, sampleArtefact('b')], { digest: 'mended' });
    expect(await reconcile(mended)).toMatchObject({ state: 'synced', deployed: ['a', 'c'] });
  });

  it('reconciles when nudged, soon, and one at a time', async () => {
    compilation = sampleCompilation([sampleArtefact('a')]);
    const stop = new AbortController();
    const running = reconciler.run(stop.signal);
    await lab.clock.advance(100);
    expect(await deployment('a')).toMatchObject({ state: 'active' });
    compilation = sampleCompilation([sampleArtefact('a'), sampleArtefact('b')]);
    lab.wake.wake();
    lab.wake.wake();
    await lab.clock.advance(100);
    expect(await deployment('b')).toMatchObject({ state: 'active' });
    stop.abort();
    await running;
  });
});
