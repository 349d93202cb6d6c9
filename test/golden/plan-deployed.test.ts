import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { openBase } from '../../src/cli/plan/base-of.ts';
import { makePlan } from '../../src/cli/plan/make-plan.ts';
import { compileProject, toPlanDocument, type PlanDocument } from '../../src/compiler/index.ts';
import { createVirtualClock } from '../../src/runtime/observe/index.ts';
import type { DeploymentKey } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { sluice, type ProgramEnd } from '../support/sluice-program.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const ROOT = path.resolve(import.meta.dirname, '..', '..');
const COMMAND = [process.execPath, '--import', import.meta.resolve('tsx'), path.join(ROOT, 'src/cli/main.ts')];
const NOW = Date.UTC(2026, 2, 2, 10);

const orders = (where: string): string => `name: orders
schedule: { cron: "0 0 2 * * ?" }
source: { datasource: erp, table: orders, columns: [id bigint], where: "${where}", incremental: { column: id } }
sink: { datasource: ods, table: orders, mode: upsert, key: [id] }
`;
const FILES = {
  'pipelines/orders.yaml': orders('deleted = 0'),
  'pipelines/clean.yaml': 'name: clean\nschedule: manual\ncommand: [date]\n',
};

/** Deploys what a folder has, as a daemon does, with a run of `orders` that is not over. */
async function deploy(folder: string): Promise<void> {
  const clock = createVirtualClock(NOW);
  const store = createSqliteStore({ path: path.join(folder, '.sluice/state/sluice.db'), clock });
  await store.open(NOW);
  const { pipelines } = await compileProject(folder);
  const key = (pipeline: string): DeploymentKey => ({ project: 'shop', environment: 'default', pipeline });
  const changes = pipelines.map((compiled) => ({
    kind: 'deploy' as const,
    key: key(compiled.artefact.pipeline.name),
    compiled,
    nextFireTime: undefined,
  }));
  await store.applyChanges(1, 'sha256:r', changes, NOW, 'test');
  const [first] = pipelines.filter(({ artefact }) => artefact.pipeline.name === 'orders');
  if (first !== undefined)
    await store.recordFire(
      undefined,
      {
        key: key('orders'),
        fireTime: NOW,
        previousFireTime: NOW - 1,
        trigger: 'manual',
        artefactDigest: first.digest,
        parameters: {},
        state: 'scheduled',
      },
      'run-1',
      NOW,
    );
  await store.close();
}

describe('sluice plan without a base', () => {
  const plan = (folder: string, ...args: string[]): Promise<ProgramEnd> =>
    sluice(['plan', '--output', 'json', '--detailed-exitcode', ...args], { cwd: folder, command: COMMAND });
  const conforms = publishedSchema('plan');
  const documentOf = ({ stdout }: ProgramEnd): PlanDocument => {
    const document: PlanDocument = JSON.parse(stdout);
    conforms(document);
    expect(conforms.errors ?? []).toEqual([]);
    return document;
  };

  test('compares with what the store has, and says what the runtime knows', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, FILES);
    await deploy(folder.path);
    const same = await plan(folder.path);
    expect({ code: same.code, changes: documentOf(same).changes }).toEqual({ code: 0, changes: [] });
    expect(documentOf(same).base).toMatchObject({ kind: 'deployed', at: 'sqlite' });

    await writeFiles(folder.path, { 'pipelines/orders.yaml': orders('deleted in (0, 2)') });
    await rm(path.join(folder.path, 'pipelines/clean.yaml'));
    const other = await plan(folder.path);
    const { changes, summary } = documentOf(other);
    expect(other.code).toBe(2);
    expect(changes.map(({ pipeline, action, reasons }) => [pipeline, action, reasons])).toEqual([
      ['clean', 'delete', ['PIPELINE_REMOVED']],
      ['orders', 'update', ['FILTER_CHANGED']],
    ]);
    expect(summary.actions).toMatchObject({ update: 1, delete: 1, none: 0 });

    await writeFiles(folder.path, FILES);
    await rm(path.join(folder.path, 'pipelines/orders.yaml'));
    const [gone] = documentOf(await plan(folder.path)).changes;
    expect(gone?.consequences.join(' ')).toContain('1 of its runs');
  }, 60_000);

  test('tells files of backfills that the runtime has not begun, with what they mean', async () => {
    await using folder = await tempDir();
    const days = `name: days
schedule: { cron: "0 0 2 * * ?" }
source: { datasource: erp, table: t, columns: [id bigint], where: "day = '\${bizdate}'" }
sink: { datasource: ods, table: days, mode: upsert, key: [id] }
`;
    const january = 'name: january\npipeline: days\nbizdate: 2026-01-01..2026-01-31\n';
    await writeBaseProject(folder.path, { ...FILES, 'pipelines/days.yaml': days, 'backfills/january.yaml': january });
    await deploy(folder.path);
    const store = createSqliteStore({
      path: path.join(folder.path, '.sluice/state/sluice.db'),
      clock: createVirtualClock(NOW),
    });
    await store.open(NOW);
    const key = { project: 'shop', environment: 'default', pipeline: 'days' };
    const { artefactDigest = '' } = (await store.getDeployment(key)) ?? {};
    await store.recordFire(
      undefined,
      { key, fireTime: 0, previousFireTime: 0, trigger: 'manual', artefactDigest, parameters: {}, state: 'scheduled' },
      'done',
      NOW,
    );
    await store.claimRun('done', 'one', NOW + 1, NOW);
    await store.startAttempt('done', 'one', { id: 'job' }, {}, undefined, NOW);
    const end = { attemptState: 'succeeded', runState: 'succeeded', metrics: { rowsWritten: 100 } } as const;
    await store.finishAttempt('done', 'one', 1, end, NOW);
    /** As the command makes it, in this process. */
    const look = async (): Promise<PlanDocument['backfills']> => {
      await using base = await openBase(folder.path, { chdir: folder.path });
      const { plan: made } = await makePlan(folder.path, base, { environment: 'default' }, NOW);
      return toPlanDocument(made).backfills;
    };
    expect(await look()).toMatchObject([{ name: 'january', action: 'create', runs: 31, estimatedRows: 3_100 }]);

    // of cursor values by how close the rows stood that a run has read
    await store.claimRun('run-1', 'one', NOW + 1, NOW);
    await store.startAttempt('run-1', 'one', { id: 'job-1' }, {}, '100', NOW);
    await store.finishAttempt('run-1', 'one', 1, { ...end, metrics: { rowsWritten: 50 }, cursor: '300' }, NOW);
    await writeFiles(folder.path, {
      'backfills/ids.yaml': 'name: ids\npipeline: orders\ncursor: 0..1000\nchunk: 400\n',
    });
    expect(await look()).toMatchObject([
      { name: 'ids', action: 'create', runs: 3, estimatedRows: 250 },
      { name: 'january' },
    ]);
    await rm(path.join(folder.path, 'backfills/ids.yaml'));
    const { backfills: [desired] = [] } = await compileProject(folder.path);
    if (desired === undefined) throw new Error('no backfill');
    const { file: _file, ...wish } = desired;
    const made = { wish: { ...key, ...wish, id: 'file-1', actor: 'test' }, total: 31, artefactDigest };
    await store.createBackfill(made, NOW);
    expect(await look()).toEqual([]);
    await writeFiles(folder.path, { 'backfills/january.yaml': january.replace('31', '30') });
    const { code, stdout } = await sluice(['plan', '--detailed-exitcode'], { cwd: folder.path, command: COMMAND });
    expect([code, stdout]).toEqual([2, expect.stringMatching(/backfills of files\njanuary {2}days {2}changed\n/)]);
    await rm(path.join(folder.path, 'backfills/january.yaml'));
    expect(await look()).toMatchObject([{ name: 'january', action: 'remove' }]);
    await store.changeBackfill('file-1', { to: 'cancel', actor: 'test' }, NOW);
    await store.close();
    expect(await look()).toEqual([]);
  }, 60_000);

  test('makes no store to look into: everything is new', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, FILES);
    const { notes, changes } = documentOf(await plan(folder.path));
    expect(notes).toEqual(['nothing is deployed yet: every pipeline is new']);
    expect(changes.map(({ action }) => action)).toEqual(['create', 'create']);
    expect(existsSync(path.join(folder.path, '.sluice/state'))).toBe(false);
  }, 60_000);

  test('says where nobody answers', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, FILES);
    const refused = await plan(folder.path, '--server', 'http://127.0.0.1:9');
    expect([refused.code, refused.stderr]).toEqual([1, expect.stringContaining('no server answers')]);
  }, 60_000);
});
