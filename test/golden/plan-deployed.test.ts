import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { compileProject, type PlanDocument } from '../../src/compiler/index.ts';
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
