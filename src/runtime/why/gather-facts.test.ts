import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import {
  createRuntimeLab,
  LAB_START,
  LEADER_FENCE,
  type RuntimeLab,
} from '../../../test/support/runtime/runtime-lab.ts';
import { sampleArtefact } from '../../../test/support/runtime/sample-artefact.ts';
import { compileArtefact, type CompiledArtefact, type NormalisedPipeline } from '../../compiler/index.ts';
import { createWake } from '../observe/index.ts';
import type { RunRecord, Store } from '../ports/index.ts';
import { createScheduler, type Scheduler } from '../schedule/index.ts';
import { whyText } from './explain-pipeline.ts';
import { explainRun } from './explain-run.ts';
import { gatherFacts, surroundingsOf } from './gather-facts.ts';
import { whyPipeline } from './why-pipeline.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const every = (intervalMs: number) => ({ kind: 'every', intervalMs, timeZone: 'UTC' }) as const;

describe('whyPipeline', () => {
  let lab: RuntimeLab;
  let scheduler: Scheduler;
  beforeEach(async () => {
    lab = await createRuntimeLab();
    scheduler = createScheduler({ ...lab, executors: createWake(lab.clock) });
    await beat();
  });
  afterEach(() => lab.close());

  const beat = async (): Promise<void> => {
    const facts = { host: 'here', version: '1', startedAt: 0, drained: false, ...lab.scope };
    const roles = ['reconcile', 'schedule', 'execute', 'relay'];
    await lab.store.beat({ ...facts, name: 'worker', roles }, lab.clock.now());
  };
  const deploy = (name: string, pipeline: Partial<NormalisedPipeline>, next?: number): Promise<void> =>
    lab.deploy(sampleArtefact(name, pipeline), next);
  const look = (): Promise<number> => scheduler.look(LEADER_FENCE);
  const newest = async (name: string): Promise<RunRecord | undefined> => (await lab.runs(name)).at(-1);
  const end = async (run: RunRecord | undefined, runState: 'succeeded' | 'failed' | 'retry-wait'): Promise<void> => {
    const now = lab.clock.now();
    const id = run?.id ?? '';
    await lab.store.claimRun(id, 'worker', now + MINUTE, now);
    await lab.store.startAttempt(id, 'worker', { id: 'job' }, {}, undefined, now);
    const reason = { code: 'JOB_FAILED', message: 'it ended with 1' };
    const attemptState = runState === 'succeeded' ? runState : 'failed';
    const outcome = { attemptState, runState, metrics: {}, ...(attemptState === 'failed' ? { reason } : {}) } as const;
    expect(await lab.store.finishAttempt(id, 'worker', 1, outcome, now)).toBe(true);
  };
  const why = async (name: string, fireTime?: number) =>
    (await whyPipeline(lab.store, lab.key(name), fireTime, [], lab.clock.now())).findings;
  const codes = async (name: string, fireTime?: number) =>
    (await why(name, fireTime)).map(({ pipeline, code }) => `${pipeline} ${code}`);

  it('follows a dependent with a clock to the fire of the upstream that it waits for, and past one that has none', async () => {
    await deploy('erp', { schedule: every(30 * MINUTE) }, LAB_START);
    await deploy('yearly', { schedule: every(10_000 * HOUR) }, LAB_START + 100 * HOUR);
    await deploy('orders', { schedule: every(HOUR), dependsOn: ['erp', 'yearly'] }, LAB_START);
    await look();
    expect(await codes('orders')).toEqual(['orders WAITS_FOR_UPSTREAM', 'erp QUEUED', 'orders NEXT_FIRE']);
    await end(await newest('erp'), 'failed');
    await look();
    expect(await codes('orders')).toEqual(['orders SKIPPED_UPSTREAM', 'erp FAILED', 'orders NEXT_FIRE']);
    const [answer, cause] = (await why('orders')).map(whyText);
    expect(answer).toBe(
      '`orders` did not run for 2026-03-02T10:00:00Z, because an upstream did not succeed: erp at 2026-03-02T10:00:00.000Z ended as failed (`UPSTREAM_NOT_SUCCEEDED`)',
    );
    expect(cause).toBe('`erp` for 2026-03-02T10:00:00Z ran and failed, attempts: 1: it ended with 1 (`JOB_FAILED`)');
  });

  it('follows upstreams of upstreams, to the one that a person has paused', async () => {
    await deploy('erp', { schedule: every(HOUR) }, LAB_START);
    await deploy('staging', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['erp'] });
    await deploy('orders', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['staging'] });
    await look();
    await end(await newest('erp'), 'succeeded');
    await look();
    await end(await newest('staging'), 'failed');
    await look();
    expect(await codes('orders')).toEqual(['orders WAITS_FOR_SUCCESS', 'staging FAILED']);
    expect(await codes('orders', LAB_START)).toContain('staging FAILED');
    await lab.store.pauseDeployment({ key: lab.key('erp'), actor: 'ann' }, lab.clock.now());
    expect((await codes('erp'))[0]).toBe('erp PAUSED');
  });

  it('follows them also where what is between has not fired for that time, or never', async () => {
    await deploy('erp', { schedule: every(HOUR) }, LAB_START);
    await deploy('staging', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['erp'] });
    await deploy('orders', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['staging'] });
    expect(await codes('orders')).toEqual(['orders WAITS_FOR_SUCCESS', 'staging WAITS_FOR_SUCCESS']);
    await look();
    await end(await newest('erp'), 'failed');
    const chain = ['orders WAITS_FOR_SUCCESS', 'staging WAITS_FOR_SUCCESS', 'erp FAILED'];
    expect(await codes('orders')).toEqual(chain);
    expect(await codes('orders', LAB_START)).toEqual(chain);
  });

  it('names the run that is before it, and what keeps a queue from moving', async () => {
    await deploy('orders', { schedule: every(MINUTE), overlap: 'queue-all' }, LAB_START);
    await look();
    await lab.clock.advance(MINUTE);
    await beat();
    await look();
    const [first] = await lab.runs('orders');
    const [answer] = await why('orders');
    expect([answer?.code, answer?.details['before']]).toEqual(['WAITS_FOR_RUN', first?.id]);
    expect(await codes('orders', LAB_START)).toEqual(['orders QUEUED', 'orders NEXT_FIRE']);
    await lab.store.leave('worker');
    expect((await codes('orders', LAB_START)).slice(0, 2)).toEqual([
      'orders NO_SCHEDULER',
      'orders QUEUED_NO_EXECUTOR',
    ]);
  });

  it('says what it knows of a fire that is not on record', async () => {
    await deploy('orders', { schedule: every(HOUR) }, LAB_START + HOUR);
    expect(await codes('orders', LAB_START + HOUR)).toEqual(['orders NOT_DUE']);
    expect(await codes('orders', LAB_START - HOUR)).toEqual(['orders BEFORE_DEPLOYMENT']);
    expect(await codes('orders', LAB_START + 1)).toEqual(['orders NO_FIRE_TIME']);
    expect(await codes('order')).toEqual(['order NOT_DEPLOYED']);
  });

  it('finds the record of missed fires that stands for one between them, and for no other', async () => {
    await deploy('orders', { schedule: every(HOUR), misfire: { policy: 'skip', limit: 1 } }, LAB_START);
    await lab.clock.advance(5 * HOUR);
    await look();
    const iso = (hours: number): string => new Date(LAB_START + hours * HOUR).toISOString();
    expect((await lab.runs('orders'))[0]?.reason?.missed).toEqual({ from: iso(0), to: iso(4), count: 5 });
    expect(await codes('orders', LAB_START + 2 * HOUR)).toContain('orders MISSED');
    expect(await codes('orders', LAB_START)).toContain('orders MISSED');
    expect(await codes('orders', LAB_START + 4 * HOUR)).toContain('orders SKIPPED_MISFIRED');
    expect(await codes('orders', LAB_START - HOUR)).not.toContain('orders MISSED');
    const record = (await why('orders', LAB_START + 4 * HOUR)).find(({ code }) => code === 'SKIPPED_MISFIRED');
    expect(record?.details).toMatchObject({ count: '5', from: iso(0).replace('.000', '') });
  });

  it('says of each fire that was missed that it was, also when a person ran the last of them meanwhile', async () => {
    const misfire = { policy: 'fire-once', limit: 1 } as const;
    const orders = sampleArtefact('orders', { schedule: every(HOUR), misfire });
    await lab.deploy(orders, LAB_START);
    await lab.fire(orders, LAB_START + 5 * HOUR);
    await lab.clock.advance(6 * HOUR);
    await look();
    for (const hour of [0, 1, 2, 3]) expect(await codes('orders', LAB_START + hour * HOUR)).toContain('orders MISSED');
    expect(await codes('orders', LAB_START + 4 * HOUR)).toContain('orders SKIPPED_MISFIRED');
    expect(await codes('orders', LAB_START + 5 * HOUR)).not.toContain('orders MISSED');
  });

  it('finds what was missed also when people have run the last of them since, or some in between', async () => {
    const orders = sampleArtefact('orders', { schedule: every(HOUR), misfire: { policy: 'skip', limit: 1 } });
    await lab.deploy(orders, LAB_START);
    await lab.clock.advance(5 * HOUR);
    await look();
    await lab.fire(orders, LAB_START + HOUR);
    await lab.fire(orders, LAB_START + 2 * HOUR);
    const [record] = (await lab.runs('orders')).filter(({ state }) => state === 'skipped');
    await lab.store.reopenRun(record?.id ?? '', { actor: 'ann' }, lab.clock.now());
    expect(await codes('orders', LAB_START)).toContain('orders MISSED');
    expect(await codes('orders', LAB_START + 3 * HOUR)).toContain('orders SKIPPED_MISFIRED');
    expect(await codes('orders', LAB_START + 4 * HOUR)).not.toContain('orders SKIPPED_MISFIRED');
  });

  it('finds a fire that is on record, however many are newer, also of an upstream', async () => {
    await deploy('erp', { schedule: every(MINUTE) }, LAB_START + HOUR);
    await deploy('orders', { schedule: { kind: 'upstream', timeZone: 'UTC' }, dependsOn: ['erp'] });
    const erp = sampleArtefact('erp', { schedule: every(MINUTE) });
    const { id } = await lab.fire(erp, LAB_START - 200 * MINUTE);
    await lab.store.requestCancel(id, 'ann', lab.clock.now());
    for (let fire = 0; fire < 200; fire += 1) await lab.fire(erp, LAB_START - fire * MINUTE);
    expect((await codes('erp', LAB_START - 200 * MINUTE))[0]).toBe('erp CANCELLED');
    expect(await codes('orders', LAB_START - 200 * MINUTE)).toContain('erp CANCELLED');
  });

  it('takes for what is before a run only what it waits for: an earlier fire, or a later one that is not waiting', async () => {
    const orders = sampleArtefact('orders', { schedule: every(HOUR), overlap: 'queue-all' });
    await lab.deploy(orders, LAB_START);
    const first = await lab.fire(orders, LAB_START - HOUR);
    await look();
    const surroundings = await surroundingsOf(lab.store, lab.scope, { state: 'held' }, lab.clock.now());
    const before = async (fireTime: number) =>
      (await gatherFacts(lab.store, lab.key('orders'), fireTime, surroundings)).before?.id;
    expect(await before(LAB_START - HOUR)).toBeUndefined();
    expect(await before(LAB_START)).toBe(first.id);
    await lab.fire(orders, LAB_START - 2 * HOUR);
    expect(await before(LAB_START - 2 * HOUR)).toBe(first.id);
  });

  it('reads all that is deployed only to find a name that is near one that is not', async () => {
    await deploy('orders', { schedule: every(HOUR) }, LAB_START + HOUR);
    let lists = 0;
    const listDeployments: Store['listDeployments'] = (filter) => {
      lists += 1;
      return lab.store.listDeployments(filter);
    };
    const counted: Store = { ...lab.store, listDeployments };
    const first = async (name: string) =>
      (await whyPipeline(counted, lab.key(name), undefined, [], lab.clock.now())).findings[0];
    expect((await first('orders'))?.code).toBe('NEXT_FIRE');
    expect(lists).toBe(0);
    expect((await first('order'))?.details['near']).toBe('orders');
  });

  it('tells what became of a run also when its pipeline is deleted, or goes on under another name', async () => {
    const orders = sampleArtefact('orders', { schedule: every(HOUR) });
    await lab.deploy(orders, LAB_START + HOUR);
    const run = await lab.fire(orders);
    await end(run, 'failed');
    const key = lab.key('sales');
    const compiled = sampleArtefact('sales', { schedule: every(HOUR) });
    const move = { kind: 'move', key, compiled, from: 'orders', nextFireTime: undefined } as const;
    await lab.store.applyChanges(LEADER_FENCE, 'r2', [move], lab.clock.now(), 'ann');
    const ended = await lab.store.getRun(run.id);
    const story = ended && (await explainRun(lab.store, ended, [], lab.clock.now()));
    expect(story?.findings.map(({ pipeline, code }) => [pipeline, code])).toEqual([['orders', 'FAILED']]);
    expect((await why('orders'))[0]).toMatchObject({ code: 'DELETED', details: { movedTo: 'sales' } });
  });

  it('names the pool or the datasource that is full, of several the one that keeps the run', async () => {
    const limited = (name: string, limits: Readonly<Record<string, number>>): CompiledArtefact => {
      const end = (of: string) => ({ datasource: { name: of, type: 'mysql' } });
      const { artefact } = sampleArtefact(name, {
        schedule: every(HOUR),
        pool: { name: 'nightly', slots: 9 },
        work: { source: end('erp'), sink: end('ods') },
      });
      const datasources = Object.fromEntries(Object.entries(limits).map(([of, limit]) => [of, { limit }]));
      return compileArtefact({ ...artefact, datasources });
    };
    await lab.deploy(limited('orders', { erp: 4, ods: 1 }), LAB_START);
    await lab.deploy(limited('items', { erp: 4, ods: 1 }), LAB_START);
    await look();
    expect((await why('orders'))[0]).toMatchObject({
      code: 'WAITS_FOR_POOL',
      details: { pool: 'nightly', slots: '9' },
    });
    const now = lab.clock.now();
    await lab.store.claimRun((await newest('items'))?.id ?? '', 'worker', now + MINUTE, now);
    const [found] = await why('orders');
    expect(found).toMatchObject({ code: 'WAITS_FOR_POOL', details: { datasource: 'ods', slots: '1', held: '1' } });
    expect(found && whyText(found)).toContain('1 runs read or write datasource `ods`, as many as its `limit` lets (1)');
  });

  it('names the run for which the free slot of a datasource is kept, and what that one waits for', async () => {
    const using = (name: string, priority: number, ...ends: readonly ('erp' | 'ods')[]): CompiledArtefact => {
      const [from = 'erp', to = from] = ends;
      const end = (of: string) => ({ datasource: { name: of, type: 'mysql' } });
      const work = { source: end(from), sink: end(to) };
      const { artefact } = sampleArtefact(name, { schedule: every(HOUR), priority, work });
      const datasources = Object.fromEntries([...new Set(ends)].map((of) => [of, { limit: 1 }]));
      return compileArtefact({ ...artefact, datasources });
    };
    await lab.deploy(using('holds', 50, 'ods'), LAB_START);
    await lab.deploy(using('wide', 90, 'erp', 'ods'), LAB_START);
    await lab.deploy(using('narrow', 50, 'erp'), LAB_START);
    await look();
    const now = lab.clock.now();
    await lab.store.claimRun((await newest('holds'))?.id ?? '', 'worker', now + MINUTE, now);
    // Nobody gets the slot but the one that it is kept for.
    expect(await lab.store.claimRuns(lab.scope, 'worker', ['local'], 9, now + MINUTE, now)).toEqual([]);
    const [found] = await why('narrow');
    const fire = new Date(LAB_START).toISOString().replace('.000', '');
    expect(found).toMatchObject({
      code: 'WAITS_FOR_POOL',
      details: { datasource: 'erp', keptFor: 'wide', keptFire: fire, lacksDatasource: 'ods' },
    });
    expect(found && whyText(found)).toContain(
      `the free slot of datasource \`erp\` is kept for \`wide\` for ${fire}, which goes first and waits for datasource \`ods\`, where none is free`,
    );
    expect((await why('wide'))[0]).toMatchObject({ details: { datasource: 'ods', held: '1' } });
  });

  it('says of the labels that the run itself asks for, also once its wait for a retry is over', async () => {
    await deploy('orders', { schedule: every(HOUR), runOn: ['gpu'] }, LAB_START);
    await look();
    await deploy('orders', { schedule: every(HOUR) });
    expect((await why('orders'))[0]).toMatchObject({ code: 'QUEUED_NO_LABELS', details: { labels: 'gpu' } });
    await end(await newest('orders'), 'retry-wait');
    expect((await why('orders'))[0]).toMatchObject({ code: 'QUEUED_NO_LABELS', details: { labels: 'gpu' } });
    await deploy('plain', { schedule: every(HOUR) }, LAB_START);
    await look();
    await deploy('plain', { schedule: every(HOUR), runOn: ['gpu'] });
    expect((await why('plain'))[0]).toMatchObject({ code: 'QUEUED' });
  });

  it('says until when a run waits for its upstreams, and what kept them when its time is over', async () => {
    const upstreamPolicy = { timeout: { ms: 10 * MINUTE, outcome: 'fail' } } as const;
    await deploy('erp', { schedule: every(HOUR) }, LAB_START);
    await deploy('orders', { schedule: every(HOUR), dependsOn: ['erp'], upstreamPolicy }, LAB_START);
    await look();
    const until = new Date(LAB_START + 10 * MINUTE).toISOString().replace('.000', '');
    expect((await why('orders'))[0]).toMatchObject({ code: 'WAITS_FOR_UPSTREAM', details: { until, outcome: 'fail' } });
    await end(await newest('erp'), 'failed');
    await lab.clock.advance(10 * MINUTE);
    await beat();
    await look();
    expect(await codes('orders')).toEqual(['orders UPSTREAM_TIMED_OUT', 'erp FAILED', 'orders NEXT_FIRE']);
  });

  it('says that of the surroundings once, however long the chain is', async () => {
    await deploy('erp', { schedule: every(HOUR) }, LAB_START);
    await deploy('orders', { schedule: every(HOUR), dependsOn: ['erp'] }, LAB_START);
    await look();
    await lab.store.leave('worker');
    const found = await codes('orders');
    expect(found.filter((each) => each.endsWith('NO_SCHEDULER'))).toEqual(['orders NO_SCHEDULER']);
    expect(found).toContain('erp QUEUED_NO_EXECUTOR');
  });
});
