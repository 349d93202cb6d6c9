import { chmod, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type Connection, type RowDataPacket } from 'mysql2/promise';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  bind,
  compileArtefact,
  type Artefact,
  type CompiledArtefact,
  type NormalisedPipeline,
  type Template,
} from '../../src/compiler/index.ts';
import { createEngines } from '../../src/runtime/create-engines.ts';
import { createFlinkRest, isGloballyTerminal } from '../../src/runtime/flink/index.ts';
import { lookForDrift } from '../../src/runtime/look-for-drift.ts';
import { createSystemClock, createSystemRandom, processIdentity } from '../../src/runtime/observe/index.ts';
import {
  leaderLease,
  type DeploymentKey,
  type EngineRef,
  type Engines,
  type LaunchRequest,
  type Store,
} from '../../src/runtime/ports/index.ts';
import { createMysqlStore } from '../../src/runtime/store/index.ts';
import type { DriftReport } from '../../src/runtime/drift/index.ts';
import { freePort } from '../support/free-port.ts';
import { keptLog } from '../support/launch-request.ts';
import { stack } from '../support/stack.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';

const { flink, mariadb } = await stack();
const clock = createSystemClock();
const random = createSystemRandom();
const EXECUTOR = processIdentity();
const database = `live_drift_${random.hex(8)}`;

const ENDLESS: Template = {
  settings: { 'execution.runtime-mode': 'streaming' },
  definitions: [
    "CREATE TEMPORARY TABLE ticks (n BIGINT) WITH ('connector' = 'datagen', 'rows-per-second' = '1')",
    "CREATE TEMPORARY TABLE printed (n BIGINT) WITH ('connector' = 'print')",
  ],
  insert: 'INSERT INTO printed SELECT n FROM ticks',
};
const SLOW = 120_000;

interface RecordedRun {
  readonly id: string;
  readonly ref: EngineRef;
  readonly request: LaunchRequest;
}

describe.skipIf(flink === undefined || mariadb === undefined)('what engines really run', () => {
  if (flink === undefined || mariadb === undefined) return;
  const rest = createFlinkRest({ url: flink.rest, clock });
  let folder: TempDir;
  let admin: Connection;
  let store: Store;
  let engines: Engines;

  beforeAll(async () => {
    folder = await tempDir();
    const { host, port, username: user, password } = mariadb;
    admin = await createConnection({ host, port, user, password, multipleStatements: true });
    store = createMysqlStore({ ...mariadb, database, clock });
    await store.open(clock.now());
    engines = await createEngines({ ...place(), processEnvironment: {} });
  }, SLOW);
  afterAll(async () => {
    await engines.close();
    await store.close();
    await admin.query('DROP DATABASE IF EXISTS ??', [database]);
    await admin.end();
    await folder[Symbol.asyncDispose]();
  });

  const place = () => ({
    clock,
    random,
    log: keptLog(),
    projectRoot: folder.path,
    stateDir: join(folder.path, 'state'),
  });
  const key = (pipeline: string): DeploymentKey => ({ project: 'shop', environment: 'prod', pipeline });
  const look = (): Promise<DriftReport> =>
    lookForDrift({ ...place(), store, project: 'shop', environment: 'prod', processEnvironment: {} });

  const deploy = async (
    pipeline: string,
    engine: Artefact['engine'],
    template: Template,
    change: Partial<NormalisedPipeline> = {},
  ): Promise<CompiledArtefact> => {
    const compiled = compileArtefact({
      formatVersion: '1.0',
      project: 'shop',
      environment: 'prod',
      pipeline: {
        name: pipeline,
        tags: [],
        state: 'running',
        schedule: { kind: 'manual', timeZone: 'UTC' },
        misfire: { policy: 'skip', limit: 1 },
        overlap: 'skip',
        dependsOn: [],
        retry: { attempts: 1, backoff: 'fixed', initialMs: 1_000, maxMs: 1_000 },
        priority: 0,
        parameters: [],
        work: {},
        ...change,
      },
      engine,
      job: { file: 'job.json', template },
    });
    const deployed = { kind: 'deploy', key: key(pipeline), compiled, nextFireTime: undefined } as const;
    await store.applyChanges(
      await store.nextFence(leaderLease(key('')), 0),
      'revision',
      [deployed],
      clock.now(),
      'test',
    );
    return compiled;
  };
  const requestOf = ({ artefact }: CompiledArtefact, runId: string): LaunchRequest => {
    const fireTime = clock.now();
    const { name, schedule } = artefact.pipeline;
    const context = { fireTime, previousFireTime: fireTime, timeZone: schedule.timeZone, cursor: undefined };
    const job = bind(artefact, { ...context, parameters: {}, environment: 'prod', pipeline: name });
    return { runId, attempt: 1, fireTime, artefact, job, cursor: undefined };
  };
  /** A run as an executor starts it, which is then gone. */
  const start = async (compiled: CompiledArtefact): Promise<RecordedRun> => {
    const now = clock.now();
    const id = random.id(now);
    const request = requestOf(compiled, id);
    const { pipeline, engine } = compiled.artefact;
    const fire = {
      fireTime: now,
      previousFireTime: now,
      trigger: 'manual',
      parameters: {},
      state: 'scheduled',
    } as const;
    await store.recordFire(undefined, { ...fire, key: key(pipeline.name), artefactDigest: compiled.digest }, id, now);
    await store.claimRun(id, EXECUTOR, now + 600_000, now);
    const ref = engines.get(engine.type).reserve(request);
    await store.startAttempt(id, EXECUTOR, ref, {}, undefined, now);
    await engines.get(engine.type).submit(request, ref, () => undefined);
    await store.markRunning(id, EXECUTOR, 1, now);
    return { id, ref, request };
  };
  /** Everything on the cluster and in the store. */
  const everything = async (): Promise<string> => {
    const [tables] = await admin.query<RowDataPacket[]>(
      'SELECT table_name AS name FROM information_schema.tables WHERE table_schema = ? ORDER BY table_name',
      [database],
    );
    const rows = [];
    for (const { name } of tables) rows.push((await admin.query('SELECT * FROM ??.??', [database, name]))[0]);
    const jobs = (await rest.jobs()).map(({ id, name, state }) => `${id} ${name} ${state}`).sort();
    return JSON.stringify([rows, jobs], undefined, 1);
  };
  const told = async (): Promise<readonly string[]> =>
    (await look()).facts.map(({ reason, pipeline, job }) => `${pipeline} ${reason} ${job ?? ''}`.trim());
  const stateOf = (id: string) => async () => (await rest.jobState(id)) ?? 'unknown';
  const endAll = async (ids: readonly string[]): Promise<void> => {
    for (const id of ids) {
      await rest.cancel(id);
      await expect.poll(stateOf(id), { timeout: 60_000 }).toMatch(/CANCELED|FAILED|FINISHED|unknown/);
    }
  };

  test(
    'on a Flink cluster: jobs that are cancelled, doubled and started behind our back',
    async () => {
      const engine = {
        name: 'stream',
        type: 'flink-sql',
        version: '1.20',
        config: { url: flink.rest, gateway: flink.gateway },
      };
      const clicks = await deploy('clicks', engine, ENDLESS);
      const { id, ref, request } = await start(clicks);
      const flinkSql = engines.get('flink-sql');
      await expect.poll(stateOf(ref.id), { timeout: 60_000 }).toBe('RUNNING');
      expect(await look()).toEqual({ facts: [], unseen: [] });

      // The same run once more, and a run that nobody has on record.
      const twin = flinkSql.reserve(request);
      await flinkSql.submit(request, twin, () => undefined);
      const stranger = requestOf(clicks, random.id(clock.now()));
      const stray = flinkSql.reserve(stranger);
      await flinkSql.submit(stranger, stray, () => undefined);
      // Of another project that uses the cluster too, with a store of its own: it says so itself.
      const foreign = { ...stranger, artefact: { ...stranger.artefact, project: 'another' } };
      const other = flinkSql.reserve(foreign);
      await flinkSql.submit(foreign, other, () => undefined);
      const before = await everything();
      const { facts } = await look();
      expect(facts.map(({ reason, job, run }) => [reason, job, run])).toEqual([
        ['JOB_DOUBLED', twin.id, id],
        ['JOB_STRAY', stray.id, stranger.runId],
      ]);
      expect(facts[1]).toMatchObject({ pipeline: 'clicks', jobName: `clicks-${stranger.runId}-1`, engine: 'stream' });
      expect(facts[1]?.since).toBeGreaterThan(0);
      expect(await everything()).toBe(before);
      await endAll([twin.id, stray.id, other.id]);

      await endAll([ref.id]);
      expect((await look()).facts).toMatchObject([{ reason: 'JOB_ENDED', run: id, job: ref.id, found: 'cancelled' }]);

      // Over on record, and a job of it is still there.
      await store.finishAttempt(
        id,
        EXECUTOR,
        1,
        { attemptState: 'cancelled', runState: 'cancelled', metrics: {} },
        clock.now(),
      );
      expect(await told()).toEqual([]);
      const orphan = flinkSql.reserve(request);
      await flinkSql.submit(request, orphan, () => undefined);
      expect(await told()).toEqual([`clicks JOB_ORPHANED ${orphan.id}`]);
      await endAll([orphan.id]);
      expect(isGloballyTerminal((await rest.job(orphan.id))?.state ?? 'RUNNING')).toBe(true);
    },
    SLOW,
  );

  test(
    'on a Flink cluster: a run whose job it does not know, a stream with an older artefact, another version',
    async () => {
      const config = { url: flink.rest, gateway: flink.gateway };
      const continuous = { schedule: { kind: 'continuous', timeZone: 'UTC' } } as const;
      const engine = { name: 'stream', type: 'flink-sql', version: '1.20', config };
      const first = await deploy('visits', engine, ENDLESS, continuous);
      const { id, ref } = await start(first);
      const newer = await deploy('visits', engine, ENDLESS, { ...continuous, priority: 1 });
      await deploy('old-visits', { ...engine, name: 'old', version: '1.16' }, ENDLESS);
      const { facts } = await look();
      expect(facts).toMatchObject([
        { reason: 'ENGINE_VERSION_DIFFERS', pipeline: 'old-visits', engine: 'old', recorded: '1.16', pipelines: 1 },
        { reason: 'JOB_OUTDATED', pipeline: 'visits', run: id, recorded: newer.digest, found: first.digest },
      ]);
      expect(facts[0]?.found).toMatch(/^1\.20\.\d+$/);
      await endAll([ref.id]);
      await admin.query('UPDATE ??.sluice_attempt SET engine_ref = ? WHERE run_id = ?', [
        database,
        JSON.stringify({ id: 'f'.repeat(32) }),
        id,
      ]);
      expect((await look()).facts.map(({ reason }) => reason)).toContain('JOB_MISSING');
      await store.finishAttempt(
        id,
        EXECUTOR,
        1,
        { attemptState: 'lost', runState: 'failed', metrics: {} },
        clock.now(),
      );
      await forget('old-visits', 'visits');
    },
    SLOW,
  );

  test(
    'a cluster that is down is told of, and is no error',
    async () => {
      const url = `http://127.0.0.1:${await freePort()}`;
      await deploy('nowhere', { name: 'down', type: 'flink-sql', config: { url, gateway: url } }, ENDLESS);
      const unset: Template = { $text: [{ hole: { kind: 'env', name: 'SLUICE_TEST_UNSET' } }] };
      await deploy('unset', { name: 'unset', type: 'flink-sql', config: { url: unset, gateway: url } }, ENDLESS);
      const { facts, unseen } = await look();
      expect(facts).toEqual([]);
      expect(unseen).toMatchObject([
        { kind: 'unreachable', engine: 'down', code: 'ENGINE_UNREACHABLE' },
        { kind: 'unreachable', engine: 'unset', code: 'ENGINE_MISCONFIGURED' },
      ]);
      await forget('nowhere', 'unset');
    },
    SLOW,
  );

  test(
    'launchers of FlinkX: one that is killed, one that ended before anybody judged it, one that goes on',
    async () => {
      const launcher = async (name: string, body: string): Promise<CompiledArtefact> => {
        const path = join(folder.path, `${name}.sh`);
        await writeFile(path, `#!/bin/sh\n${body}\n`);
        await chmod(path, 0o755);
        const script = { path, args: ['-job', '{job}'], waits: true };
        const template = { launch: { name, confProp: {} }, job: { job: { content: [], setting: {} } } };
        return deploy(name, { name: 'batch', type: 'flinkx', version: '1.11', config: { script } }, template);
      };
      const lives = await start(await launcher('lives', 'exec sleep 600'));
      const dies = await start(await launcher('dies', 'exec sleep 600'));
      const ends = await start(await launcher('ends', 'exit 0'));
      const fileOf = (ref: EngineRef, file: string) => async () =>
        readFile(join(folder.path, 'state/attempts/flinkx', ref.id, file), 'utf8').catch(() => '');
      const groupOf = async (ref: EngineRef): Promise<number> => -Number.parseInt(await fileOf(ref, 'pid')(), 10);
      try {
        await expect.poll(fileOf(ends.ref, 'exit'), { timeout: 30_000 }).toBe('0\n');
        expect(await told()).toEqual([`ends JOB_ENDED ${ends.ref.id}`]);
        process.kill(await groupOf(dies.ref), 'SIGKILL');
        // What is killed takes a moment to be gone.
        await expect.poll(told, { timeout: 30_000 }).toContain(`dies JOB_MISSING ${dies.ref.id}`);
        const before = await everything();
        const { facts } = await look();
        expect(facts).toMatchObject([
          { reason: 'JOB_MISSING', pipeline: 'dies', run: dies.id },
          // An exit code of 0 is no success of FlinkX.
          { reason: 'JOB_ENDED', pipeline: 'ends', run: ends.id, found: 'over' },
        ]);
        expect(await everything()).toBe(before);
        const { state } = await engines.get('flinkx').observe(lives.request, lives.ref, () => undefined);
        expect(state).toBe('running');
      } finally {
        process.kill(await groupOf(lives.ref), 'SIGKILL');
      }
      for (const { id } of [lives, dies, ends])
        await store.finishAttempt(
          id,
          EXECUTOR,
          1,
          { attemptState: 'lost', runState: 'failed', metrics: {} },
          clock.now(),
        );
      await forget('lives', 'dies', 'ends');
    },
    SLOW,
  );

  test('rows of the store that somebody edited with SQL', async () => {
    const engine = { name: 'here', type: 'command', config: {} };
    const edited = await deploy('edited', engine, { argv: ['true'] });
    const cut = await deploy('cut', engine, { argv: ['true', '1'] });
    const gone = await deploy('gone', engine, { argv: ['true', '2'] });
    expect(await told()).toEqual([]);
    await admin.query(
      `UPDATE ??.sluice_artefact SET bytes = REPLACE(bytes, '"true"', '"false"') WHERE digest = ?;
       UPDATE ??.sluice_artefact SET bytes = LEFT(bytes, 100) WHERE digest = ?;
       DELETE FROM ??.sluice_artefact WHERE digest = ?`,
      [database, edited.digest, database, cut.digest, database, gone.digest],
    );
    expect(await told()).toEqual(['cut ARTEFACT_DAMAGED', 'edited ARTEFACT_DAMAGED', 'gone ARTEFACT_MISSING']);
    await admin.query("UPDATE ??.sluice_deployment SET artefact_digest = 'sha256:typed' WHERE pipeline = 'edited'", [
      database,
    ]);
    expect(await told()).toEqual([
      'cut ARTEFACT_DAMAGED',
      'edited ARTEFACT_MISSING',
      'edited ROW_EDITED',
      'gone ARTEFACT_MISSING',
    ]);
  });

  async function forget(...pipelines: readonly string[]): Promise<void> {
    const changes = pipelines.map((pipeline) => ({ kind: 'delete', key: key(pipeline) }) as const);
    await store.applyChanges(await store.nextFence(leaderLease(key('')), 0), 'revision', changes, clock.now(), 'test');
  }
});
