import { execFile } from 'node:child_process';
import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { allRuns } from '../support/daemon-views.ts';
import { DEMO_PIPELINES } from '../support/demo-project.ts';
import { serve } from '../support/sluice-program.ts';
import { tempDir, type TempDir } from '../support/temp-dir.ts';
import { writeFiles } from '../support/write-files.ts';

const repository = fileURLToPath(new URL('../..', import.meta.url));
const exec = promisify(execFile);

// The whole way of somebody who has the tarball and nothing else.
describe('the package', () => {
  let folder: TempDir;
  let project: string;
  beforeAll(async () => {
    folder = await tempDir();
    project = join(folder.path, 'project');
    await mkdir(project);
    await exec(process.execPath, ['tools/build.mjs', '--types'], { cwd: repository });
    // The scripts would build once more.
    await exec('npm', ['pack', '--ignore-scripts', '--pack-destination', folder.path], { cwd: repository });
    const tarball = (await readdir(folder.path)).find((name) => name.endsWith('.tgz')) ?? '';
    const install = ['install', '--prefer-offline', '--no-audit', '--no-fund', join(folder.path, tarball)];
    await exec('npm', install, { cwd: project });
  });
  afterAll(() => folder[Symbol.asyncDispose]());

  test('holds what runs and what is read, and no sources or tests', async () => {
    const files = await readdir(join(project, 'node_modules/sluice'), { recursive: true });
    expect(files).toEqual(
      expect.arrayContaining([
        'dist/cli/main.js',
        'dist/index.js',
        'dist/types/index.d.ts',
        'dist/web/index.html',
        'dist/templates/demo/sluice.yaml',
        'schemas/pipeline.schema.json',
        'docs/diagnostics/SL0201.md',
        'docs/connectors.md',
        'docs/policies.md',
        'docs/connectors/mysql.md',
      ]),
    );
    const strange = files.filter((name) => /(^|\/)(src|test|tools|stack|bench)\/|\.test\.[cm]?[jt]s/.test(name));
    expect(strange.filter((name) => !name.startsWith('node_modules/'))).toEqual([]);
  });

  test('makes a project that checks and runs', async () => {
    const made = await exec('npx', ['sluice', 'init', 'demo', '--from', 'demo'], { cwd: project });
    expect(made.stdout).toContain('npx sluice serve');
    const demo = join(project, 'demo');
    const checked = await exec('npx', ['sluice', 'check', '--output', 'json'], { cwd: demo });
    expect(JSON.parse(checked.stdout)).toMatchObject({
      summary: { pipelines: DEMO_PIPELINES.length, errors: 0, warnings: 0 },
      diagnostics: [],
    });
    const explained = await exec('npx', ['sluice', 'explain', 'SL0201'], { cwd: demo });
    expect(explained.stdout).toContain('SL0201');

    await using daemon = await serve({ cwd: demo, command: [join(project, 'node_modules/.bin/sluice')] });
    const succeeded = async (): Promise<boolean> => (await allRuns(daemon)).some(({ state }) => state === 'succeeded');
    await expect.poll(succeeded, { timeout: 60_000 }).toBe(true);
    const page = await fetch(daemon.url);
    expect(page.headers.get('content-type')).toContain('text/html');
    expect(await page.text()).toContain('<script');
    expect((await daemon.stop()).code).toBe(0);
  });

  test('is a library with types', async () => {
    await writeFiles(project, {
      'tsconfig.json': JSON.stringify({
        compilerOptions: { module: 'nodenext', target: 'es2023', strict: true, noEmit: true, types: [] },
        files: ['uses.mts'],
      }),
      'uses.mts': `import { compileProject, definePipeline, definePolicy, type CompilationResult, type PlanDocument } from 'sluice';
export const pipeline = definePipeline({
  name: 'orders',
  schedule: { every: '5m' },
  source: { datasource: 'erp', table: 'orders' },
  sink: { datasource: 'ods', table: 'ods_orders', mode: 'upsert', key: ['id'] },
});
// @ts-expect-error: there is no such mode
definePipeline({ name: 'x', schedule: 'manual', source: { datasource: 'a' }, sink: { datasource: 'b', mode: 'upsrt' } });
export const rule = definePolicy(({ changes }) =>
  changes
    .filter(({ meaning, owner }) => meaning.includes('destructive') && owner === null)
    .map(({ pipeline }) => ({ pipeline, message: 'nobody owns it', severity: 'warning' })),
);
// @ts-expect-error: there is no such severity
definePolicy(() => [{ message: 'x', severity: 'fatal' }]);
// @ts-expect-error: a plan is read-only
definePolicy((plan) => { plan.changes.push(); return []; });
export const approvalsOf = ({ approvals }: PlanDocument): readonly string[] => approvals.flatMap(({ owners }) => owners);
export const result: Promise<CompilationResult> = compileProject('demo');
`,
      'uses.mjs': `import { compileProject, definePipeline, definePolicy } from 'sluice';
const { name } = definePipeline({ name: definePolicy(() => 'orders')() });
const { pipelines } = await compileProject('demo');
console.log(JSON.stringify([name, pipelines.length]));
`,
    });
    const tsc = join(repository, 'node_modules/typescript/bin/tsc');
    await exec(process.execPath, [tsc, '-p', '.'], { cwd: project }).catch((failure: { stdout?: string }) =>
      expect.fail(failure.stdout ?? String(failure)),
    );
    const { stdout } = await exec(process.execPath, ['uses.mjs'], { cwd: project });
    expect(JSON.parse(stdout)).toEqual(['orders', DEMO_PIPELINES.length]);
  });
});
