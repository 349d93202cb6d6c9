import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeBaseProject } from '../../test/support/base-project.ts';
import { tempDir, type TempDir } from '../../test/support/temp-dir.ts';
import type { CompilationResult } from '../compiler/index.ts';
import { Project, type ProjectHost } from './project.ts';

const PIPELINE =
  'name: a\nschedule: manual\nengine: batch\nsource: { datasource: erp, table: a, columns: [id bigint] }\nsink: { datasource: ods, table: a }\n';

let folder: TempDir;
let project: Project;
const unsaved = new Map<string, string>();
const told: CompilationResult[] = [];
const failures: unknown[] = [];

function open(host: Partial<ProjectHost> = {}): void {
  project = new Project(
    folder.path,
    {
      unsaved: () => new Map(unsaved),
      compiled: (_, result) => told.push(result),
      failed: (error) => failures.push(error),
      ...host,
    },
    { environment: 'default', language: 'en' },
  );
}

beforeEach(async () => {
  folder = await tempDir();
  await writeBaseProject(folder.path, { 'pipelines/a.yaml': PIPELINE });
  for (const list of [told, failures]) list.length = 0;
  unsaved.clear();
  open();
});
afterEach(async () => {
  project.close();
  await folder[Symbol.asyncDispose]();
});

const errors = (result: CompilationResult | undefined): string[] =>
  (result?.diagnostics ?? []).filter(({ severity }) => severity === 'error').map(({ code }) => code);

describe('Project', () => {
  it('compiles once for many changes, and with the last text', async () => {
    for (let letter = 0; letter < 50; letter += 1) {
      unsaved.set('pipelines/a.yaml', `${PIPELINE}nonsense${letter}: 1\n`);
      project.changed();
    }
    const result = await project.settled();
    expect(project.count).toBe(1);
    expect(result?.diagnostics.map(({ message }) => message).join()).toContain('nonsense49');
    expect(told).toHaveLength(1);
  });

  it('compiles again for a change that comes meanwhile, and is settled after that only', async () => {
    open({
      compiled: (own) => {
        if (own.count > 1) return;
        unsaved.set('pipelines/a.yaml', `${PIPELINE}nonsense: 1\n`);
        own.changed();
      },
    });
    project.changed();
    expect(errors(await project.settled())).toHaveLength(1);
    expect(project.count).toBe(2);
  });

  it('has nothing to wait for without a change', async () => {
    expect(await project.settled()).toBeUndefined();
    expect(project.count).toBe(0);
  });

  it('remembers names while sluice.yaml is broken', async () => {
    project.changed();
    await project.settled();
    unsaved.set('sluice.yaml', 'name: [shop\n');
    project.changed();
    await project.settled();
    expect(project.result?.model).toBeUndefined();
    expect([...((await project.known())?.model?.engines.keys() ?? [])]).toContain('batch');
  });

  it('reports a defect, and goes on', async () => {
    let broken = true;
    open({
      unsaved: () => {
        if (broken) throw new TypeError('broken');
        return new Map();
      },
    });
    project.changed();
    expect(await project.settled()).toBeUndefined();
    expect(failures).toHaveLength(1);
    broken = false;
    project.changed();
    expect(await project.settled()).toBeDefined();
  });

  it('tells nothing after it was closed, and leaves nobody waiting', async () => {
    project.changed();
    const waiting = project.settled();
    project.close();
    expect(await waiting).toBeUndefined();
    project.changed();
    expect(told).toEqual([]);
  });

  it('checks the shape of test files that are open', async () => {
    const text = 'pipeline: a\ncasess:\n  - { name: x, expect: { count: 1 } }\n';
    unsaved.set('tests/a.test.yaml', text);
    project.changed();
    const found = (await project.settled())?.diagnostics.filter(({ file }) => file === 'tests/a.test.yaml');
    expect(found?.[0]).toMatchObject({ code: 'SL0201', range: { start: { line: 2, column: 1 } } });
    const change = await project.fixed('tests/a.test.yaml');
    expect(text.slice(0, change?.start) + (change?.newText ?? '') + text.slice(change?.end)).toContain('cases:');
    unsaved.set('tests/a.test.yaml', text.replace('casess', 'cases'));
    project.changed();
    expect((await project.settled())?.diagnostics.filter(({ file }) => file === 'tests/a.test.yaml')).toEqual([]);
  });

  it('goes on where its folder is gone', async () => {
    await rm(join(folder.path), { recursive: true });
    project.changed();
    expect(errors(await project.settled())).toEqual(['SL0110']);
  });

  it('mends a file as its text is now', async () => {
    const text = PIPELINE.replace('table: a,', 'table: a, where: "d = \'${fire:YYYY}\'",');
    unsaved.set('pipelines/a.yaml', text);
    project.changed();
    const change = await project.fixed('pipelines/a.yaml');
    expect(text.slice(0, change?.start) + (change?.newText ?? '') + text.slice(change?.end)).toBe(
      text.replace('YYYY', 'yyyy'),
    );
  });
});
