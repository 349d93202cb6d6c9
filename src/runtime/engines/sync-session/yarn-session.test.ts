import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { launchRequest, secretHole } from '../../../../test/support/launch-request.ts';
import { movementJob } from '../../../../test/support/launcher-jobs.ts';
import { jobManager } from '../../../../test/support/scripted-job-manager.ts';
import {
  resourceManager,
  type ResourceManagerScript,
  type ScriptedApplication,
} from '../../../../test/support/scripted-resource-manager.ts';
import { sessionEngineOptions } from '../../../../test/support/session-engine-options.ts';
import { tempDir } from '../../../../test/support/temp-dir.ts';
import type { Template } from '../../../compiler/index.ts';
import { createSystemRandom, createVirtualClock } from '../../observe/index.ts';
import type { Engine, EngineRef, LaunchRequest } from '../../ports/index.ts';
import { createFlinkxEngine } from '../flinkx/index.ts';
import type { SessionEngineOptions } from './create-session-engine.ts';

const random = createSystemRandom();
const nowhere = (): void => undefined;
const NAME = 'Flink session cluster';

interface Lab extends AsyncDisposable {
  readonly clock: ReturnType<typeof createVirtualClock>;
  readonly engine: Engine;
  launch(yarn: Template, mode?: string, config?: Readonly<Record<string, Template>>): LaunchRequest;
  submit(request: LaunchRequest): Promise<EngineRef>;
}

async function lab(over: Partial<SessionEngineOptions> = {}): Promise<Lab> {
  const folder = await tempDir();
  const jar = join(folder.path, 'merged.jar');
  await writeFile(jar, 'everything');
  const clock = createVirtualClock(0);
  const engine = createFlinkxEngine(
    sessionEngineOptions({ DB_PASSWORD: 's3cr3t' }, { clock, unclearMs: 0, missingMs: 30_000, ...over }),
  );
  const template = movementJob({ jdbcUrl: 'jdbc:mysql://db/shop', username: 'u', password: secretHole('DB_PASSWORD') });
  return {
    clock,
    engine,
    launch(yarn, mode = 'yarn-session', config = { yarn }) {
      const made = launchRequest({
        runId: random.id(1),
        engine: { jar, ...config },
        engineType: 'flinkx',
        template,
      });
      return { ...made, artefact: { ...made.artefact, engine: { ...made.artefact.engine, version: '1.11', mode } } };
    },
    async submit(request) {
      const ref = engine.reserve(request);
      await engine.submit(request, ref, nowhere);
      return ref;
    },
    [Symbol.asyncDispose]: () => folder[Symbol.asyncDispose](),
  };
}

function running(number: number, url: string, over: Partial<ScriptedApplication> = {}): ScriptedApplication {
  const id = `application_1795865579404_${String(number).padStart(4, '0')}`;
  return { id, name: NAME, state: 'RUNNING', amRPCAddress: url.replace('http://', ''), ...over };
}

const place = (...servers: readonly ResourceManagerScript[]): { resourceManagers: string[]; application: string } => ({
  resourceManagers: servers.map(({ url }) => url),
  application: NAME,
});

test.each(['name', 'id'])('a session cluster on YARN is found by its %s, and the job runs there', async (by) => {
  await using made = await lab();
  await using cluster = await jobManager();
  const application = running(7, cluster.url);
  await using yarn = await resourceManager(running(6, 'http://other:1', { name: 'another' }), application);
  const request = made.launch({ ...place(yarn), application: by === 'id' ? application.id : NAME });
  const ref = await made.submit(request);
  expect(cluster.runs.map(({ jobId }) => jobId)).toEqual([ref.id]);
  expect(cluster.runs[0]?.programArgsList).toContain(cluster.url);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  // One question for many looks.
  const questions = yarn.asked.length;
  await made.engine.observe(request, ref, nowhere);
  expect(yarn.asked).toHaveLength(questions);
  await made.engine.stop(request, ref);
  expect(cluster.cancelled).toEqual([ref.id]);
  expect(await made.engine.look(request.artefact.engine, [ref])).toMatchObject({ version: '1.16.1' });
});

test('an older Hadoop does not tell the address: a port that is fixed is in the configuration of the cluster', async () => {
  await using made = await lab();
  await using cluster = await jobManager();
  const { port } = new URL(cluster.url);
  const { amRPCAddress: _, ...untold } = running(1, cluster.url);
  await using yarn = await resourceManager();
  yarn.applications.push({ ...untold, configuration: { 'rest.address': '127.0.0.1', 'web.port': '0' } });
  const request = made.launch(place(yarn));
  await expect(made.submit(request)).rejects.toMatchObject({ code: 'ENGINE_MISCONFIGURED', retryable: false });
  yarn.applications[0] = { ...untold, configuration: { 'rest.address': '127.0.0.1', 'rest.bind-port': port } };
  await made.submit(request);
  expect(cluster.runs).toHaveLength(1);
});

test('a standby is passed over; without an active ResourceManager the cluster is unreachable', async () => {
  await using made = await lab();
  await using cluster = await jobManager();
  await using active = await resourceManager(running(1, cluster.url));
  await using standby = await resourceManager();
  standby.instead = { redirect: active.url };
  const request = made.launch(place(standby, active));
  const ref = await made.submit(request);
  active.instead = 'cut';
  // A process that was never told where the cluster is.
  await using other = await lab();
  const failure = await other.engine.observe(request, ref, nowhere).catch((thrown: unknown) => thrown);
  expect(failure).toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  expect(String(failure)).toContain('sends to another address');
  active.instead = undefined;
  expect(await other.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  for (const [status, code, retryable] of [
    [401, 'ENGINE_REFUSED', false],
    [500, 'ENGINE_UNREACHABLE', true],
  ] as const) {
    active.instead = { status };
    await expect(made.submit(request)).rejects.toMatchObject({ code, retryable });
  }
});

test('while no ResourceManager answers, jobs are followed and stopped where their cluster was last', async () => {
  await using cluster = await jobManager();
  const silent = new Set<string>();
  await using made = await lab({
    fetch: (url, init) => (silent.has(new URL(url).origin) ? Promise.reject(new TypeError('cut')) : fetch(url, init)),
  });
  await using yarn = await resourceManager(running(1, cluster.url));
  const request = made.launch(place(yarn));
  const ref = await made.submit(request);
  silent.add(yarn.url);
  // Longer than an engine may be silent; the next start does not take the address away.
  await made.clock.advance(600_000);
  await expect(made.submit(request)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  // Nor does a moment in which nobody answers there.
  silent.add(cluster.url);
  await expect(made.engine.observe(request, ref, nowhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  silent.delete(cluster.url);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  // The cluster may have been started anew elsewhere: a job that is not there may be.
  const elsewhere = made.engine.reserve(request);
  await expect(made.engine.observe(request, elsewhere, nowhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  await expect(made.engine.stop(request, elsewhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  await made.engine.stop(request, ref);
  expect(cluster.cancelled).toEqual([ref.id]);

  // As soon as one answers, what it says is what holds.
  await using next = await jobManager();
  yarn.applications.splice(0, 1, running(2, next.url));
  silent.delete(yarn.url);
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, elsewhere, nowhere)).toMatchObject({ state: 'unknown' });
  const begun = await made.submit(request);
  expect(next.runs.map(({ jobId }) => jobId)).toEqual([begun.id]);
});

test('an application that is gone took its jobs with it; one that begins again may bring them back', async () => {
  await using made = await lab();
  await using cluster = await jobManager();
  const application = running(1, cluster.url);
  await using yarn = await resourceManager(application);
  const request = made.launch(place(yarn));
  const ref = await made.submit(request);
  await made.engine.observe(request, ref, nowhere);

  const { amRPCAddress: _, ...waiting } = { ...application, state: 'ACCEPTED' };
  yarn.applications[0] = waiting;
  await made.clock.advance(60_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  const jobs = [...cluster.jobs];
  cluster.jobs.clear();
  await expect(made.engine.observe(request, ref, nowhere)).rejects.toMatchObject({
    code: 'ENGINE_UNREACHABLE',
    message: expect.stringContaining('is ACCEPTED'),
  });
  for (const [id, job] of jobs) cluster.jobs.set(id, job);
  yarn.applications[0] = application;
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });

  yarn.applications[0] = { ...application, state: 'KILLED' };
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  await made.clock.advance(30_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({
    state: 'lost',
    reason: { code: 'ENGINE_LOST_JOB', retryable: true, message: expect.stringContaining('ended with it') },
  });
  await expect(made.submit(request)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE', retryable: true });
  // A process that never saw the job cannot say that it was there.
  await using other = await lab();
  expect(await other.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'unknown' });
});

test('a session cluster that was started anew has another address, and lost the jobs of the old one', async () => {
  await using made = await lab();
  await using old = await jobManager();
  await using next = await jobManager();
  await using yarn = await resourceManager(running(1, old.url));
  const request = made.launch(place(yarn));
  const ref = await made.submit(request);
  yarn.applications.splice(0, 1, running(1, old.url, { state: 'FINISHED' }), running(2, next.url));
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  await made.clock.advance(30_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({
    state: 'lost',
    reason: { code: 'ENGINE_LOST_JOB' },
  });
  await made.submit(request);
  expect([old.runs.length, next.runs.length]).toEqual([1, 1]);
});

test('with two applications of one name nothing is started, and what runs is found on either', async () => {
  await using made = await lab();
  await using first = await jobManager();
  await using second = await jobManager();
  await using yarn = await resourceManager(running(1, second.url));
  const request = made.launch(place(yarn));
  const ref = await made.submit(request);
  yarn.applications.unshift(running(2, first.url));
  await expect(made.submit(made.launch(place(yarn)))).rejects.toMatchObject({
    code: 'ENGINE_REFUSED',
    retryable: true,
    message: expect.stringContaining('several applications'),
  });
  expect(first.runs).toHaveLength(0);
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  await made.engine.stop(request, ref);
  expect(second.cancelled).toEqual([ref.id]);
  // One that says nothing may be the one that has it.
  second.jobs.clear();
  await first[Symbol.asyncDispose]();
  await expect(made.engine.observe(request, ref, nowhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
});

test('one of several applications that has no address yet, or is dead, keeps nobody from the job on another', async () => {
  await using made = await lab();
  await using cluster = await jobManager();
  await using yarn = await resourceManager(running(1, cluster.url));
  const request = made.launch(place(yarn));
  const ref = await made.submit(request);

  const { amRPCAddress: _, ...waiting } = running(2, cluster.url, { state: 'ACCEPTED' });
  yarn.applications.unshift(waiting);
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  // What no cluster with an address knows may be on the other, for as long as anybody asks.
  const elsewhere = made.engine.reserve(request);
  const unsure = { code: 'ENGINE_UNREACHABLE', message: expect.stringContaining('is ACCEPTED') };
  await expect(made.engine.observe(request, elsewhere, nowhere)).rejects.toMatchObject(unsure);
  await expect(made.engine.stop(request, elsewhere)).rejects.toMatchObject(unsure);

  const dead = await jobManager();
  yarn.applications[0] = running(2, dead.url);
  await dead[Symbol.asyncDispose]();
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'running' });
  await expect(made.engine.stop(request, elsewhere)).rejects.toMatchObject({ code: 'ENGINE_UNREACHABLE' });
  await made.engine.stop(request, ref);
  expect(cluster.cancelled).toEqual([ref.id]);
  expect(await made.engine.observe(request, ref, nowhere)).toMatchObject({ state: 'cancelled' });

  // Where both can be asked, a job that neither has is none.
  yarn.applications.shift();
  await made.clock.advance(5_000);
  expect(await made.engine.observe(request, elsewhere, nowhere)).toMatchObject({ state: 'unknown' });
  await made.engine.stop(request, elsewhere);
});

test('a session cluster on Kubernetes is its service, or the address that is given', async () => {
  await using made = await lab();
  await using cluster = await jobManager();
  const request = made.launch(null, 'kubernetes-session', { url: cluster.url });
  await made.submit(request);
  expect(cluster.runs).toHaveLength(1);
  for (const [kubernetes, host] of [
    [{ cluster: 'etl' }, 'etl-rest.default:8081'],
    [{ cluster: 'etl', namespace: 'data.invalid', port: 80 }, 'etl-rest.data.invalid:80'],
  ] as const) {
    await expect(made.submit(made.launch(null, 'kubernetes-session', { kubernetes }))).rejects.toMatchObject({
      code: 'ENGINE_UNREACHABLE',
      message: expect.stringContaining(`http://${host} has a host name that does not resolve`),
    });
  }
});
