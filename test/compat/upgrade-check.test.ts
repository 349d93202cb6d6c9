import { mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from '@photostructure/sqlite';
import { describe, expect, test } from 'vitest';
import { upgradeCommand, type UpgradeJson } from '../../src/cli/commands/upgrade.ts';
import { compileArtefact, compileProject, type Artefact, type CompiledArtefact } from '../../src/compiler/index.ts';
import { createSystemClock } from '../../src/runtime/observe/index.ts';
import { createSqliteStore } from '../../src/runtime/store/index.ts';
import { publishedSchema } from '../support/published-schema.ts';
import { START } from '../support/store-contract/fixtures.ts';
import { tempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const PROJECT = {
  'sluice.yaml':
    'name: shop\nedition: 2026\ndefaults: { engine: programs, timeZone: UTC }\nengines:\n  programs: { type: command }\nenvironments: { prod: {} }\n',
  'pipelines/orders.yaml': 'name: orders\nschedule: { every: 1h }\ncommand: ["true"]\n',
  'pipelines/sales.yaml': 'name: sales\nschedule: { every: 1h }\ncommand: ["true"]\n',
};

/** What `upgrade --check` finds, by the JSON that it writes, and its exit code. */
async function checked(root: string, detailedExitcode = true): Promise<{ code: number; document: UpgradeJson }> {
  const file = path.join(root, 'found.json');
  const code = await upgradeCommand({
    check: true,
    chdir: root,
    env: 'prod',
    output: ['json'],
    outputFile: [file],
    quiet: true,
    detailedExitcode,
  });
  const document: unknown = JSON.parse(await readFile(file, 'utf8'));
  for (const [name, part] of [
    ['upgrade', document],
    ['plan', (document as UpgradeJson).plan],
  ] as const) {
    const conforms = publishedSchema(name);
    conforms(part);
    expect([name, conforms.errors ?? []]).toEqual([name, []]);
  }
  return { code, document: document as UpgradeJson }; // its schema was just asked
}

/** Deploys the artefacts of the project as some version made them. */
async function deployed(root: string, asMade: (compiled: CompiledArtefact) => CompiledArtefact): Promise<void> {
  const { pipelines } = await compileProject(root, { environment: 'prod' });
  const store = createSqliteStore({ path: path.join(root, '.sluice/state/sluice.db'), clock: createSystemClock() });
  await store.open(START);
  const key = { project: 'shop', environment: 'prod' };
  const changes = pipelines.map((one) => {
    const compiled = asMade(one);
    return { kind: 'deploy', key: { ...key, pipeline: one.name }, compiled, nextFireTime: undefined } as const;
  });
  await store.applyChanges(1, 'r1', changes, START, 'reconcile');
  await store.close();
}

function changed(compiled: CompiledArtefact, change: (artefact: Artefact) => object): CompiledArtefact {
  return compileArtefact({ ...compiled.artefact, ...change(compiled.artefact) });
}

describe('upgrade --check', () => {
  test('finds nothing where this version makes the same of everything', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    await deployed(folder.path, (compiled) => compiled);
    const { code, document } = await checked(folder.path);
    expect(code).toBe(0);
    expect(document).toMatchObject({ deployed: 2, reprinted: [], plan: { changes: [] }, store: { kind: 'sqlite' } });
    expect(document.store.schema).toMatchObject({ pending: [], newer: [], thisGoesOn: true });
  });

  test('tells a job that is printed otherwise from a pipeline that means something else', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    await deployed(folder.path, (compiled) =>
      compiled.name === 'orders'
        ? changed(compiled, ({ job }) => ({ job: { ...job, file: 'other.json' } }))
        : changed(compiled, ({ pipeline }) => ({ pipeline: { ...pipeline, overlap: 'allow' } })),
    );
    const { code, document } = await checked(folder.path);
    expect(code).toBe(2);
    expect(document.reprinted).toMatchObject([{ pipeline: 'orders', paths: ['/job/file'] }]);
    expect(document.plan.changes.map(({ pipeline }) => pipeline)).toEqual(['sales']);
    expect((await checked(folder.path, false)).code).toBe(0);
  });

  test('says of the store of the last release what is added to it, and adds nothing', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const file = path.join(folder.path, '.sluice/state/sluice.db');
    await mkdir(path.dirname(file), { recursive: true });
    const database = new DatabaseSync(file);
    const recorded = await readFile(new URL('stores/schema-3/sqlite.sql', import.meta.url), 'utf8');
    for (const statement of recorded.split(';\n\n')) if (statement !== '') database.exec(statement);
    const { code, document } = await checked(folder.path);
    expect(code).toBe(2);
    expect(document).toMatchObject({
      deployed: 2,
      store: { schema: { found: 3, othersGoOn: true, thisGoesOn: true } },
    });
    expect(document.store.schema.pending.map(({ name }) => name)).toContain('processes');
    const tables = database.prepare(`select name from sqlite_master where name = 'sluice_process'`).all();
    database.close();
    expect(tables).toEqual([]);
  });

  test('makes no store where there is none', async () => {
    await using folder = await tempDir();
    await writeFiles(folder.path, PROJECT);
    const { code, document } = await checked(folder.path);
    expect([code, document.deployed, document.store.schema.found]).toEqual([2, 0, 0]);
    await expect(readFile(path.join(folder.path, '.sluice/state/sluice.db'))).rejects.toThrow('ENOENT');
  });
});
