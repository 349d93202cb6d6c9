import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { describe, expect, test } from 'vitest';
import { ProjectCompiler } from '../../src/compiler/index.ts';
import {
  createPinoLog,
  startRuntime,
  type LeaseSettings,
  type Runtime,
  type RunRecord,
  type StoreSettings,
} from '../../src/runtime/index.ts';
import { leaderLease, type Scope } from '../../src/runtime/ports/index.ts';
import { sampleRuntime, writeSampleProject } from '../support/runtime/sample-project.ts';
import { stack } from '../support/stack.ts';
import { tempDir } from '../support/temp-dir.ts';

const { mariadb, redis } = await stack();
const WAIT = { timeout: 60_000, interval: 100 };

const SALES: Scope = { project: 'sales', environment: 'default' };
const STOCK: Scope = { project: 'stock', environment: 'default' };
const SALES_TEST: Scope = { project: 'sales', environment: 'test' };
const SCOPES = [SALES, STOCK, SALES_TEST];
const nameOf = ({ project, environment }: Scope): string => `${project}-${environment}`;

/** The files of a project, with a pipeline of one name that every project has. */
async function writeProject(folder: string, project: string): Promise<void> {
  await mkdir(folder);
  await writeSampleProject(folder);
  const file = join(folder, 'sluice.yaml');
  const text = (await readFile(file, 'utf8')).replace('name: sample', `name: ${project}`);
  await writeFile(file, `${text}environments: { test: {} }\n`);
}

describe.skipIf(mariadb === undefined)('two projects, and two environments, on one MariaDB', () => {
  if (mariadb === undefined) return;

  test.each<[string, LeaseSettings | undefined]>([
    ['the row of the store', { kind: 'store' }],
    ['one Redis', redis && { kind: 'redis', ...redis }],
  ])('each leads, fires, runs, deletes and reports its own; leases by %s', async (_, lease) => {
    if (lease === undefined) return;
    await using folder = await tempDir('sluice-projects-');
    const database = `sluice_projects_${process.pid}_${lease.kind}`;
    const settings: StoreSettings = { kind: 'mysql', database, ...mariadb };
    for (const { project } of [SALES, STOCK]) await writeProject(join(folder.path, project), project);
    const daemons = new Map<Scope, Runtime>();
    const start = async (scope: Scope): Promise<void> => {
      const root = join(folder.path, scope.project);
      const stateDir = join(folder.path, nameOf(scope));
      const compiler = new ProjectCompiler({ environment: scope.environment });
      await mkdir(stateDir, { recursive: true });
      const runtime = await startRuntime({
        ...sampleRuntime(root, createPinoLog({ level: 'silent' })),
        ...scope,
        compile: (at) => compiler.compile(at),
        stateDir,
        store: settings,
        lease,
        bus: { kind: 'embedded', dir: join(stateDir, 'events') },
        executor: nameOf(scope),
      });
      daemons.set(scope, runtime);
    };
    const of = (scope: Scope): Runtime => {
      const found = daemons.get(scope);
      if (found === undefined) throw new Error(`${nameOf(scope)} was not started`);
      return found;
    };
    const runs = async (scope: Scope): Promise<readonly RunRecord[]> =>
      (await of(SALES).store.listRuns({ ...scope, limit: 500 })).items;
    const succeeded = async (scope: Scope): Promise<number> =>
      (await runs(scope)).filter(({ state }) => state === 'succeeded').length;
    const { host, port, username: user, password } = mariadb;
    const admin = await createConnection({ host, port, user, password });
    try {
      for (const scope of SCOPES) await start(scope);
      for (const scope of SCOPES) {
        await expect.poll(() => of(scope).status().leader.held, WAIT).toBe(true);
        await expect.poll(() => succeeded(scope), WAIT).toBeGreaterThan(1);
      }
      const store = of(SALES).store;
      const fences = await Promise.all(SCOPES.map((scope) => store.currentFence(leaderLease(scope))));
      expect(fences).toEqual(SCOPES.map((scope) => of(scope).status().leader.fence));

      // What one of them no longer has is deleted there alone, and its trouble is its own.
      await rm(join(folder.path, 'stock/pipelines/cities.yaml'));
      await writeFile(join(folder.path, 'stock/pipelines/broken.yaml'), 'name: broken\nsinc: {}\n');
      await expect.poll(async () => (await store.sourceStatus('stock', 'default'))?.state, WAIT).toBe('broken');
      for (const scope of [SALES, SALES_TEST]) {
        expect(await store.sourceStatus(scope.project, scope.environment)).toMatchObject({ state: 'synced' });
        expect(await store.listDeployments(scope)).toMatchObject([{ pipeline: 'cities', state: 'active' }]);
      }

      // A name that changes under them is told, and neither the old nor the new one is deployed or deleted.
      const file = join(folder.path, 'sales/sluice.yaml');
      const text = await readFile(file, 'utf8');
      await writeFile(file, text.replace('name: sales', 'name: renamed'));
      for (const { project, environment } of [SALES, SALES_TEST]) {
        const problem = async () => (await store.sourceStatus(project, environment))?.problem?.code;
        await expect.poll(problem, WAIT).toBe('PROJECT_RENAMED');
        expect(await store.listDeployments({ project: 'renamed', environment, includeDeleted: true })).toEqual([]);
        expect(await store.sourceStatus('renamed', environment)).toBeUndefined();
        expect(await store.listDeployments({ project, environment })).toMatchObject([
          { state: 'active', generation: 1 },
        ]);
      }
      const fired = (await runs(SALES)).length;
      await expect.poll(async () => (await runs(SALES)).length, WAIT).toBeGreaterThan(fired);
      await writeFile(file, text);
      await expect.poll(async () => (await store.sourceStatus('sales', 'default'))?.state, WAIT).toBe('synced');

      // One that is gone leaves its runs and its fires to itself: nobody does its work in its place.
      await of(STOCK).close();
      const before = (await runs(STOCK)).length;
      const others = await succeeded(SALES);
      await expect.poll(() => succeeded(SALES), WAIT).toBeGreaterThan(others + 2);
      expect((await runs(STOCK)).length).toBe(before);
      for (const scope of SCOPES) {
        const executors = new Set((await runs(scope)).flatMap(({ attempts }) => attempts.map((one) => one.executor)));
        expect([...executors]).toEqual([nameOf(scope)]);
      }
      const [writers] = await admin.query<RowDataPacket[]>(
        `SELECT DISTINCT project, environment, JSON_VALUE(data, '$.actor') AS actor FROM ??.sluice_event
          WHERE type = 'run.claimed'`,
        [database],
      );
      expect(writers).toHaveLength(SCOPES.length);
      for (const { project, environment, actor } of writers) expect(actor).toBe(`${project}-${environment}`);
    } finally {
      for (const runtime of daemons.values()) await runtime.close();
      await admin.query('DROP DATABASE IF EXISTS ??', [database]);
      await admin.end();
    }
  });
});
