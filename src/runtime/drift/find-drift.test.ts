import { describe, expect, test } from 'vitest';
import { driftLab } from '../../../test/support/runtime/drift-lab.ts';
import { OperatingError } from '../errors.ts';

const CONTINUOUS = { schedule: { kind: 'continuous', timeZone: 'UTC' } } as const;

describe('findDrift', () => {
  test('finds nothing where engines run what is on record', async () => {
    await using lab = await driftLab();
    await lab.run(await lab.deploy('orders'));
    const over = await lab.run(await lab.deploy('payments'));
    await lab.end(over, 'succeeded');
    lab.engine.cluster.delete(over.ref.id);
    expect(await lab.find()).toEqual({ facts: [], unseen: [] });
  });

  test('a run that is running, whose job the engine has not', async () => {
    await using lab = await driftLab();
    const { id, ref } = await lab.run(await lab.deploy('orders'));
    lab.engine.cluster.delete(ref.id);
    const { facts } = await lab.find();
    expect(facts).toEqual([
      {
        reason: 'JOB_MISSING',
        pipeline: 'orders',
        engine: 'batch',
        run: id,
        attempt: 1,
        job: ref.id,
        recorded: 'running',
      },
    ]);
  });

  test.each([
    [{ state: 'succeeded', metrics: {} }, 'succeeded'],
    [{ state: 'failed', metrics: {} }, 'failed'],
    [{ state: 'lost', metrics: {} }, 'over'],
  ] as const)('a run that is running, whose job has ended: %j is %s', async (end, found) => {
    await using lab = await driftLab();
    const { ref } = await lab.run(await lab.deploy('orders'));
    const job = lab.engine.cluster.get(ref.id);
    if (job === undefined) throw new Error('the lab has no such job');
    lab.engine.cluster.set(ref.id, { ...job, script: { durationMs: 0, end } });
    expect((await lab.find()).facts).toMatchObject([{ reason: 'JOB_ENDED', pipeline: 'orders', found }]);
  });

  test('a job that goes on though its run, or its attempt, is over on record', async () => {
    await using lab = await driftLab();
    const compiled = await lab.deploy('orders');
    const over = await lab.run(compiled);
    await lab.end(over, 'succeeded');
    const waits = await lab.run(compiled);
    await lab.end(waits, 'retry-wait');
    const { facts } = await lab.find();
    expect(facts).toMatchObject([
      { reason: 'JOB_ORPHANED', pipeline: 'orders', run: over.id, job: over.ref.id, recorded: 'succeeded' },
      { reason: 'JOB_ORPHANED', pipeline: 'orders', run: waits.id, job: waits.ref.id, attempt: 1, recorded: 'lost' },
    ]);
    expect(facts.map(({ attempt }) => attempt)).toEqual([undefined, 1]);
  });

  test('two jobs of one run', async () => {
    await using lab = await driftLab();
    const { id, ref, compiled } = await lab.run(await lab.deploy('orders'));
    await lab.start(compiled, id, 1, 'by-hand');
    expect((await lab.find()).facts).toMatchObject([
      { reason: 'JOB_DOUBLED', pipeline: 'orders', run: id, job: 'by-hand', recorded: ref.id },
    ]);
  });

  test('a job under a name of ours that nothing on record has started', async () => {
    await using lab = await driftLab();
    const compiled = await lab.deploy('orders');
    await lab.start(compiled, 'no-such-run', 1, 'by-hand');
    const { id, ref } = await lab.run(compiled);
    lab.engine.cluster.delete(ref.id);
    await lab.start(compiled, id, 1, 'in-place-of-it');
    expect((await lab.find()).facts).toMatchObject([
      { reason: 'JOB_MISSING', run: id, job: ref.id },
      { reason: 'JOB_STRAY', pipeline: 'orders', run: 'no-such-run', job: 'by-hand' },
      { reason: 'JOB_STRAY', pipeline: 'orders', run: id, job: 'in-place-of-it' },
    ]);
  });

  test('leaves alone what another environment of the same store runs', async () => {
    await using lab = await driftLab();
    const { id, compiled } = await lab.run(await lab.deploy('orders'));
    const other = { ...lab.key('orders'), environment: 'prod' };
    const fire = { fireTime: 5, previousFireTime: 4, trigger: 'manual', parameters: {}, state: 'scheduled' } as const;
    await lab.store.recordFire(undefined, { ...fire, key: other, artefactDigest: compiled.digest }, 'theirs', 5);
    await lab.start(compiled, 'theirs', 1, 'theirs-1');
    expect((await lab.find()).facts).toEqual([]);
    await lab.start(compiled, id, 1, 'ours-again');
    expect((await lab.find()).facts).toHaveLength(1);
  });

  test('leaves alone a job that says that it is of another project, which another store has on record', async () => {
    await using lab = await driftLab();
    const compiled = await lab.deploy('orders');
    await lab.start(compiled, 'no-such-run', 1, 'theirs');
    const look = lab.engine.look.bind(lab.engine);
    const ownedBy = async (project: string): Promise<readonly string[]> => {
      lab.engine.look = async (...asked) => {
        const { jobs, ...seen } = await look(...asked);
        return { ...seen, jobs: jobs.map((job) => ({ ...job, owner: { project, environment: 'default' } })) };
      };
      return (await lab.find()).facts.map(({ reason }) => reason);
    };
    expect(await ownedBy('another')).toEqual([]);
    expect(await ownedBy('shop')).toEqual(['JOB_STRAY']);
  });

  test('a stream that goes on with an older artefact; a batch is left to end', async () => {
    await using lab = await driftLab();
    const stream = await lab.run(await lab.deploy('clicks', CONTINUOUS));
    await lab.run(await lab.deploy('orders'));
    const newer = await lab.deploy('clicks', { ...CONTINUOUS, priority: 3 });
    await lab.deploy('orders', { priority: 3 });
    expect((await lab.find()).facts).toEqual([
      {
        reason: 'JOB_OUTDATED',
        pipeline: 'clicks',
        engine: 'batch',
        run: stream.id,
        job: stream.ref.id,
        recorded: newer.digest,
        found: stream.compiled.digest,
      },
    ]);
  });

  test('an engine that cannot be asked is told of, and the others are compared all the same', async () => {
    await using lab = await driftLab();
    const { ref } = await lab.run(await lab.deploy('orders'));
    await lab.deploy('payments', {}, 'flinkx');
    lab.engine.cluster.delete(ref.id);
    const misconfigured = {
      kind: 'unreachable',
      engine: 'batch',
      code: 'ENGINE_MISCONFIGURED',
      error: 'no flinkx here',
    };
    expect(await lab.find()).toMatchObject({ facts: [{ reason: 'JOB_MISSING' }], unseen: [misconfigured] });
    lab.engine.down = new OperatingError('ENGINE_UNREACHABLE', 'nobody there', { retryable: true });
    const { facts, unseen } = await lab.find();
    expect([facts, unseen.map((each) => 'error' in each && each.error)]).toEqual([
      [],
      ['nobody there', 'no flinkx here'],
    ]);
  });

  test('what is about to be written down is no drift: it counts where it still differs at a second look', async () => {
    await using lab = await driftLab();
    const run = await lab.run(await lab.deploy('orders'));
    lab.engine.cluster.delete(run.ref.id);
    let looks = 0;
    const look = lab.engine.look.bind(lab.engine);
    lab.engine.look = async (...asked) => {
      looks += 1;
      if (looks === 1) await lab.end(run, 'succeeded');
      return look(...asked);
    };
    expect((await lab.find()).facts).toEqual([]);
    expect(looks).toBe(2);
  });

  test('says of jobs on other hosts that they cannot be seen from here', async () => {
    await using lab = await driftLab();
    const run = await lab.run(await lab.deploy('orders'));
    lab.engine.look = async () => ({ jobs: [], reach: 'host' });
    expect((await lab.find('here')).facts).toMatchObject([{ reason: 'JOB_MISSING', run: run.id }]);
    expect(await lab.find('there')).toEqual({
      facts: [],
      unseen: [{ kind: 'elsewhere', engine: 'batch', hosts: ['here'], runs: 1 }],
    });
  });

  test('an engine that gives no answer in time counts as one that cannot be asked', async () => {
    await using lab = await driftLab();
    await lab.deploy('orders');
    lab.engine.look = () => new Promise(() => undefined);
    expect((await lab.find()).unseen).toMatchObject([{ kind: 'unreachable', code: 'ENGINE_UNREACHABLE' }]);
  });

  test('changes nothing, in the store or on the engine', async () => {
    await using lab = await driftLab();
    const { id, ref, compiled } = await lab.run(await lab.deploy('orders'));
    await lab.start(compiled, id, 1, 'by-hand');
    lab.engine.cluster.delete(ref.id);
    const before = await lab.everything();
    expect((await lab.find()).facts).toHaveLength(2);
    expect(await lab.everything()).toBe(before);
  });
});
