import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  citiesPipeline,
  programPipeline,
  sampleRuntime,
  writeSampleProject,
} from '../../test/support/runtime/sample-project.ts';
import { tempDir, type TempDir } from '../../test/support/temp-dir.ts';
import { compileProject, type CompiledArtefact } from '../compiler/index.ts';
import { executeRun } from './execute-run.ts';
import { createPinoLog } from './observe/index.ts';
import type { RunRecord, Store } from './ports/index.ts';
import { startRuntime, type Runtime } from './runtime.ts';

const DAEMON = join(import.meta.dirname, '../../test/support/runtime/daemon.ts');
const PATIENCE = { timeout: 20_000, interval: 50 };

const runsOf = async (store: Store, pipeline: string): Promise<readonly RunRecord[]> =>
  (await store.listRuns({ pipeline, limit: 200 })).items;
const deployed = async (runtime: Runtime, pipeline: string): Promise<void> => {
  await vi.waitFor(async () => {
    const key = { project: 'sample', environment: 'default', pipeline };
    expect(await runtime.store.getDeployment(key)).toMatchObject({ state: 'active' });
  }, PATIENCE);
};

describe('startRuntime', () => {
  let root: string;
  let folder: TempDir;
  let lines: string[];
  const running: Runtime[] = [];
  const children: ChildProcess[] = [];
  beforeEach(async () => {
    folder = await tempDir('sluice-runtime-');
    root = folder.path;
    lines = [];
    await writeSampleProject(root);
  });
  afterEach(async () => {
    for (const runtime of running.splice(0)) await runtime.close();
    for (const child of children.splice(0)) child.kill('SIGKILL');
    await folder[Symbol.asyncDispose]();
  });

  const log = () => createPinoLog({ level: 'info', human: true, write: (line) => lines.push(line) });
  const start = async (): Promise<Runtime> => {
    const runtime = await startRuntime(sampleRuntime(root, log()));
    running.push(runtime);
    return runtime;
  };
  const output = (name: string): Promise<string> => readFile(join(root, 'out', name), 'utf8').catch(() => '');

  it('deploys, fires, runs and publishes; stops in time; goes on after a restart without doing anything twice', async () => {
    const first = await start();
    await vi.waitFor(async () => {
      const succeeded = (await runsOf(first.store, 'cities')).filter(({ state }) => state === 'succeeded');
      expect(succeeded.length).toBeGreaterThanOrEqual(2);
      expect(succeeded[0]?.metrics).toMatchObject({ rowsRead: 3, rowsWritten: 3 });
    }, PATIENCE);
    expect(first.status()).toMatchObject({ leader: { held: true }, store: 'sqlite', bus: 'embedded' });
    expect(first.project).toBe('sample');
    await vi.waitFor(async () => {
      expect(await readFile(join(root, '.sluice/state/events/sluice.runs.jsonl'), 'utf8')).toContain('run.succeeded');
    }, PATIENCE);
    const at = performance.now();
    await first.close();
    expect(performance.now() - at).toBeLessThan(10_000);

    const second = await start();
    const before = (await runsOf(second.store, 'cities')).length;
    await vi.waitFor(
      async () => expect((await runsOf(second.store, 'cities')).length).toBeGreaterThan(before),
      PATIENCE,
    );
    await second.close();
    const runs = lines.join('').match(/run succeeded .*? run=\S+/g) ?? [];
    expect(new Set(runs).size).toBe(runs.length);
  }, 60_000);

  it('picks up an edit; a broken file keeps what it defined and shows; a mended one goes on', async () => {
    const runtime = await start();
    await deployed(runtime, 'cities');
    const key = { project: 'sample', environment: 'default', pipeline: 'cities' };
    const file = join(root, 'pipelines/cities.yaml');
    await writeFile(file, citiesPipeline('2s'));
    await vi.waitFor(async () => expect((await runtime.store.getDeployment(key))?.generation).toBe(2), PATIENCE);
    await writeFile(file, citiesPipeline('2s').replace('sink:', 'sinc:'));
    await vi.waitFor(async () => {
      const status = await runtime.store.sourceStatus('sample', 'default');
      expect(status?.state).toBe('broken');
      expect(status?.diagnostics[0]?.file).toBe('pipelines/cities.yaml');
    }, PATIENCE);
    expect(await runtime.store.getDeployment(key)).toMatchObject({ state: 'active', generation: 2 });
    expect(lines.join('')).toContain('pipelines/cities.yaml:');
    const count = (await runsOf(runtime.store, 'cities')).length;
    await vi.waitFor(
      async () => expect((await runsOf(runtime.store, 'cities')).length).toBeGreaterThan(count),
      PATIENCE,
    );
    await writeFile(file, citiesPipeline('3s'));
    await vi.waitFor(async () => expect((await runtime.store.getDeployment(key))?.generation).toBe(3), PATIENCE);
  }, 90_000);

  it('runs what a person asks for, and cancels it', async () => {
    await writeFile(join(root, 'pipelines/slow.yaml'), programPipeline('slow', 30));
    const runtime = await start();
    await deployed(runtime, 'slow');
    await expect(runtime.requestRun('none', { parameters: {}, actor: 'ann' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
    const { run, created } = await runtime.requestRun('slow', { parameters: {}, actor: 'ann' });
    expect(created).toBe(true);
    await vi.waitFor(async () => expect((await runtime.store.getRun(run.id))?.state).toBe('running'), PATIENCE);
    expect(await runtime.requestCancel(run.id, 'ann')).toBe(true);
    await vi.waitFor(async () => expect((await runtime.store.getRun(run.id))?.state).toBe('cancelled'), PATIENCE);
    expect(await output('slow')).toBe('begin\n');
  }, 90_000);

  it('takes over at once from a daemon that was killed, and follows on the job that outlived it', async () => {
    await writeFile(join(root, 'pipelines/slow.yaml'), programPipeline('slow', 4));
    const child = spawn(process.execPath, ['--import', 'tsx', DAEMON, root], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    const observer = await startRuntime({ ...sampleRuntime(root, log()), roles: new Set() });
    running.push(observer);
    await deployed(observer, 'slow');
    const { run } = await observer.requestRun('slow', { fireTime: Date.now(), parameters: {}, actor: 'ann' });
    await vi.waitFor(async () => expect((await observer.store.getRun(run.id))?.state).toBe('running'), PATIENCE);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const at = performance.now();
    const second = await start();
    await vi.waitFor(() => expect(second.status().leader.held).toBe(true), PATIENCE);
    expect(performance.now() - at).toBeLessThan(10_000);
    await vi.waitFor(async () => expect((await second.store.getRun(run.id))?.state).toBe('succeeded'), PATIENCE);
    const ended = await second.store.getRun(run.id);
    expect(ended?.attempts).toHaveLength(1);
    expect(await output('slow')).toBe('begin\nend\n');
    const fires = (await runsOf(second.store, 'cities')).map(({ fireTime }) => fireTime);
    expect(new Set(fires).size).toBe(fires.length);
  }, 120_000);

  it('sees jobs inside processes: its own, and of another one whether that lives', async () => {
    const drip = citiesPipeline('1h')
      .replace('name: cities', 'name: drip')
      .replace(/schedule: .*/, 'schedule: manual');
    await writeFile(join(root, 'pipelines/drip.yaml'), `${drip}settings: { rateLimit: 1B/s }\n`);
    await rm(join(root, 'pipelines/cities.yaml'));
    const own = await start();
    await deployed(own, 'drip');
    const { run } = await own.requestRun('drip', { fireTime: 1_000, parameters: {}, actor: 'ann' });
    const isRunning = ({ store }: Runtime, attempts: number): Promise<void> =>
      vi.waitFor(async () => {
        const found = await store.getRun(run.id);
        expect([found?.state, found?.attempts.length]).toEqual(['running', attempts]);
      }, PATIENCE);
    await isRunning(own, 1);
    expect(await own.findDrift()).toEqual({ facts: [], unseen: [] });
    await own.close();

    // The next process goes on with the run that the first one let go.
    const child = spawn(process.execPath, ['--import', 'tsx', DAEMON, root], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    children.push(child);
    const observer = await startRuntime({ ...sampleRuntime(root, log()), roles: new Set() });
    running.push(observer);
    await isRunning(observer, 2);
    expect((await observer.findDrift()).facts).toEqual([]);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const lost = { reason: 'JOB_MISSING', pipeline: 'drip', engine: 'here', run: run.id, attempt: 2 };
    expect((await observer.findDrift()).facts).toContainEqual(expect.objectContaining(lost));
  }, 120_000);
});

describe('executeRun', () => {
  it('runs one fire in this process and tells of every change; the same fire is not run again', async () => {
    await using folder = await tempDir('sluice-once-');
    await writeSampleProject(folder.path);
    const [compiled] = (await compileProject(folder.path)).pipelines;
    if (compiled === undefined) throw new Error('the sample compiles');
    const options = {
      ...sampleRuntime(folder.path, createPinoLog({ level: 'silent' })),
      compiled,
      fireTime: Date.UTC(2026, 2, 2),
      parameters: {},
    };
    const states: string[] = [];
    const { run, executed } = await executeRun({ ...options, onChange: ({ state }) => states.push(state) });
    expect(executed).toBe(true);
    expect(run).toMatchObject({ state: 'succeeded', trigger: 'manual', metrics: { rowsWritten: 3 } });
    expect(states[0]).toBe('scheduled');
    expect(states.at(-1)).toBe('succeeded');
    await rm(join(folder.path, 'out/target.db'));
    expect(await executeRun(options)).toEqual({ run, executed: false });
    await expect(executeRun({ ...options, fireTime: Date.now() + 60_000 })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('yet to come'),
    });
    // there runs of ranges of cursor values stand
    await expect(executeRun({ ...options, fireTime: -1 })).rejects.toMatchObject({
      code: 'INVALID_REQUEST',
      message: expect.stringContaining('before 1970'),
    });
    await expect(readFile(join(folder.path, 'out/target.db'))).rejects.toThrow();
  }, 60_000);

  it('cancels its run when it is interrupted', async () => {
    await using folder = await tempDir('sluice-once-');
    await writeSampleProject(folder.path);
    await writeFile(join(folder.path, 'pipelines/slow.yaml'), programPipeline('slow', 60));
    const { pipelines } = await compileProject(folder.path);
    const compiled = pipelines.find(({ artefact }) => artefact.pipeline.name === 'slow');
    if (compiled === undefined) throw new Error('the sample compiles');
    const interrupt = new AbortController();
    const { run } = await executeRun({
      ...sampleRuntime(folder.path, createPinoLog({ level: 'silent' })),
      compiled,
      fireTime: Date.UTC(2026, 2, 2),
      parameters: {},
      signal: interrupt.signal,
      onChange: ({ state }) => {
        if (state === 'running') interrupt.abort();
      },
    });
    expect(run).toMatchObject({ state: 'cancelled' });
    expect(await readFile(join(folder.path, 'out/slow'), 'utf8')).toBe('begin\n');
  }, 60_000);

  it('gives what runs after others the window of the clock above it', async () => {
    await using folder = await tempDir('sluice-once-');
    await writeSampleProject(folder.path);
    const hourly = citiesPipeline('1h').replaceAll(/(name|table): cities/g, '$1: hourly');
    await writeFile(join(folder.path, 'pipelines/hourly.yaml'), hourly);
    for (const [name, upstream] of [
      ['next', 'hourly'],
      ['last', 'next'],
    ] as const) {
      const text = programPipeline(name, 0).replace('schedule: manual', `dependsOn: [${upstream}]`);
      await writeFile(join(folder.path, `pipelines/${name}.yaml`), text);
    }
    const { pipelines } = await compileProject(folder.path);
    const fireTime = Date.UTC(2026, 2, 2, 10);
    const run = async (name: string, compiledWith?: readonly CompiledArtefact[]): Promise<RunRecord> => {
      const compiled = pipelines.find(({ artefact }) => artefact.pipeline.name === name);
      if (compiled === undefined) throw new Error('the sample compiles');
      const parts = { ...sampleRuntime(folder.path, createPinoLog({ level: 'silent' })), compiled, fireTime };
      return (await executeRun({ ...parts, parameters: {}, ...(compiledWith && { compiledWith }) })).run;
    };
    expect(await run('last', pipelines)).toMatchObject({ state: 'succeeded', previousFireTime: fireTime - 3_600_000 });
    expect((await run('hourly')).previousFireTime).toBe(fireTime - 3_600_000);
    // by the run of its upstream that is on record
    expect((await run('next')).previousFireTime).toBe(fireTime - 3_600_000);
  }, 60_000);
});
