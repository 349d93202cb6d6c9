import { rm } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compileProject } from '../../src/compiler/index.ts';
import { openOperatorApi } from '../../src/cli/operator-api.ts';
import type { DeploymentJson } from '../../src/server/index.ts';
import { applyToFolder, planOfFolder } from '../support/apply-project.ts';
import { writeBaseProject } from '../support/base-project.ts';
import { createVirtualClock } from '../../src/runtime/observe/index.ts';
import { leaderLease } from '../../src/runtime/ports/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { commitAll } from '../support/git-repository.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const RUNS = Number(process.env['SLUICE_PROPERTY_RUNS'] ?? 8);

/** A pipeline as a project may have it: everything that a plan has an action for. */
interface PipelineState {
  readonly isThere: boolean;
  /** Its own, or another one with `moved:` or without a word. */
  readonly name: 'own' | 'moved' | 'renamed';
  readonly schedule: string;
  readonly filter: string;
  readonly owner: string;
  readonly tables: readonly string[];
}

const pipelineState: fc.Arbitrary<PipelineState> = fc.record({
  isThere: fc.boolean(),
  name: fc.constantFrom('own', 'moved', 'renamed'),
  schedule: fc.constantFrom('cron: "0 0 2 * * ?"', 'cron: "0 0 3 * * ?"', 'every: 5m', 'every: 10m'),
  filter: fc.constantFrom('deleted = 0', 'deleted in (0, 2)'),
  owner: fc.constantFrom('ann', 'bob'),
  tables: fc.subarray(['orders', 'items', 'refunds'], { minLength: 1 }),
});
const projectState = fc.array(pipelineState, { minLength: 4, maxLength: 4 });

/** Few random pairs of projects have a move in them, so that one is tried always. */
const KEPT = (name: PipelineState['name']): PipelineState => ({
  isThere: true,
  name,
  schedule: 'every: 5m',
  filter: 'deleted = 0',
  owner: 'ann',
  tables: ['orders', 'items'],
});

function definition(index: number, { name, schedule, filter, owner, tables }: PipelineState): string {
  const own = `p${index}`;
  return `name: ${name === 'own' ? own : `${own}-anew`}
owner: ${owner}
${name === 'moved' ? `moved: { from: ${own} }\n` : ''}schedule: { ${schedule} }
source: { datasource: erp, table: [${tables.join(', ')}], columns: [id bigint, deleted int], where: "${filter}" }
sink: { datasource: ods, table: "ods_${index}_\${table}", mode: upsert, key: [id] }
`;
}

/** Writes a state over what is there; a pipeline stays, so that there always is one. */
async function writeState(folder: string, states: readonly PipelineState[]): Promise<void> {
  await rm(path.join(folder, 'pipelines'), { recursive: true, force: true });
  const files = states.flatMap((state, index) =>
    state.isThere ? [[`pipelines/p${index}.yaml`, definition(index, state)] as const] : [],
  );
  await writeBaseProject(
    folder,
    { 'pipelines/stays.yaml': 'name: stays\nschedule: manual\ncommand: [date]\n', ...Object.fromEntries(files) },
    'whole',
  );
}

async function deployed(folder: string): Promise<Readonly<Record<string, string>>> {
  await using api = await openOperatorApi({ chdir: folder });
  const { items } = await api.get<{ items: readonly DeploymentJson[] }>('/api/v1/deployments?limit=500');
  return Object.fromEntries(items.map(({ pipeline, digest }) => [pipeline, digest]));
}

async function compiled(folder: string): Promise<Readonly<Record<string, string>>> {
  const { pipelines, diagnostics } = await compileProject(folder);
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return Object.fromEntries(pipelines.map(({ artefact, digest }) => [artefact.pipeline.name, digest]));
}

describe('a plan that was applied', () => {
  test('leaves a plan nothing to do, whichever way a project changes, and there and back', async () => {
    const seen = new Set<string>();
    await fc.assert(
      fc.asyncProperty(projectState, projectState, async (first, second) => {
        await using folder = await tempDir();
        for (const state of [first, second, first, second]) {
          await writeState(folder.path, state);
          const { saved } = await planOfFolder(folder.path);
          for (const { action } of saved.changes) seen.add(action);
          const { outcome } = await applyToFolder(folder.path, saved);
          expect(outcome).toBe(saved.changes.length === 0 ? 'applied-already' : 'applied');
          expect((await planOfFolder(folder.path)).plan.changes).toEqual([]);
          expect(await deployed(folder.path)).toEqual(await compiled(folder.path));
          expect((await applyToFolder(folder.path, saved)).outcome).toBe('applied-already');
        }
      }),
      { numRuns: RUNS, examples: [[Array(4).fill(KEPT('own')), Array(4).fill(KEPT('moved'))]] },
    );
    expect([...seen].toSorted()).toEqual(['create', 'delete', 'move', 'update']);
  }, 300_000);
});

const ORDERS = (where: string): string => `name: orders
schedule: { cron: "0 0 2 * * ?" }
source: { datasource: erp, table: orders, columns: [id bigint, deleted int], where: "${where}" }
sink: { datasource: ods, table: orders, mode: upsert, key: [id] }
`;
const ONE = (name: string): string => `name: ${name}\nschedule: manual\ncommand: [date]\n`;

describe('a plan against a commit', () => {
  test('is applied where what is deployed is what the commit says, and refused elsewhere', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, {
      'pipelines/orders.yaml': ORDERS('deleted = 0'),
      'pipelines/old.yaml': ONE('old'),
    });
    await writeFiles(folder.path, { '.gitignore': '.sluice/\n' });
    const base = await commitAll(folder.path, 'base');
    const first = await planOfFolder(folder.path);
    expect(first.saved.revision).toBe(base);

    await writeFiles(folder.path, { 'pipelines/orders.yaml': ORDERS('deleted in (0, 2)') });
    await rm(path.join(folder.path, 'pipelines/old.yaml'));
    const { saved } = await planOfFolder(folder.path, { base: 'HEAD' });
    expect(saved.revision).toBe(saved.head.digest);
    expect(await applyToFolder(folder.path, saved)).toMatchObject({
      outcome: 'refused',
      differences: [
        { pipeline: 'old', found: null, planned: null },
        { pipeline: 'orders', found: null },
      ],
    });
    await applyToFolder(folder.path, first.saved);
    expect((await applyToFolder(folder.path, saved)).outcome).toBe('applied');
    expect((await planOfFolder(folder.path)).plan.changes).toEqual([]);
    expect(await deployed(folder.path)).toEqual(await compiled(folder.path));
  }, 60_000);
});

describe('deletes', () => {
  const names = ['a', 'b', 'c', 'd', 'e'];
  const held = async (folder: string): Promise<boolean> =>
    (await planOfFolder(folder)).plan.diagnostics.some(({ code }) => code === 'SL1311');

  test('of a reviewed plan are done, however many; a daemon that follows the folder holds them, and its plans say so', async () => {
    await using folder = await tempDir();
    const files = Object.fromEntries(names.map((name) => [`pipelines/${name}.yaml`, ONE(name)]));
    await writeBaseProject(folder.path, files);
    await applyToFolder(folder.path, (await planOfFolder(folder.path)).saved);
    for (const name of names.slice(1)) await rm(path.join(folder.path, `pipelines/${name}.yaml`));
    expect(await held(folder.path)).toBe(false);

    const source = async (kind: 'folder' | 'apply'): Promise<void> => {
      const clock = createVirtualClock(Date.now());
      const store = createSqliteStore({ path: path.join(folder.path, '.sluice/state/sluice.db'), clock });
      await store.open(clock.now());
      const before = await store.sourceStatus('shop', 'default');
      if (before === undefined) throw new Error('what was applied put its source on record');
      await store.setSourceStatus(await store.nextFence(leaderLease(before), 1), { ...before, kind });
      await store.close();
    };
    await source('folder');
    expect(await held(folder.path)).toBe(true);
    const { saved } = await planOfFolder(folder.path);
    await expect(applyToFolder(folder.path, saved)).rejects.toMatchObject({ code: 'SOURCE_IS_FOLDER' });
    await source('apply');
    expect((await applyToFolder(folder.path, saved)).outcome).toBe('applied');
    expect(Object.keys(await deployed(folder.path))).toEqual(['a']);
    expect((await planOfFolder(folder.path)).plan.changes).toEqual([]);
  }, 60_000);
});
