import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { locateDiagnostics } from '../diagnostics/index.ts';
import { loadProject, type LoadedProject } from './load-project.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-load-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(files: Readonly<Record<string, string | Buffer>>): Promise<void> {
  for (const [path, content] of Object.entries(files)) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), content);
  }
}

/** `code file:line:column`. */
function findings({ diagnostics, locatorOf }: LoadedProject): string[] {
  return locateDiagnostics(diagnostics, locatorOf).map(
    ({ code, file, range }) => `${code} ${file}:${range.start.line}:${range.start.column}`,
  );
}

const PROJECT = { 'sluice.yaml': 'name: shop\n' };

describe('loadProject', () => {
  it('loads YAML and TypeScript alike', async () => {
    await write({
      ...PROJECT,
      'datasources/erp.yaml': 'name: erp\n',
      'pipelines/a.yaml': 'name: a\n',
      'pipelines/b.ts': `import { definePipeline } from 'sluice'\nimport { names } from './_names'\nexport default names.map((name) => definePipeline({ name }))`,
      'pipelines/c.ts': `export default { name: 'c' }`,
      'pipelines/_names.ts': `export const names = ['b1', 'b2']`,
    });
    const loaded = await loadProject(root);
    expect(loaded.diagnostics).toEqual([]);
    expect(loaded).toMatchObject({ files: 3, incomplete: false, project: { value: { name: 'shop' } } });
    expect(loaded.datasources.map(({ value }) => value)).toEqual([{ name: 'erp' }]);
    expect(loaded.definitions.map(({ value, at, index }) => [value, at.file, at.path, index])).toEqual([
      [{ name: 'a' }, 'pipelines/a.yaml', [], 0],
      [{ name: 'b1' }, 'pipelines/b.ts', [0], 0],
      [{ name: 'b2' }, 'pipelines/b.ts', [1], 1],
      [{ name: 'c' }, 'pipelines/c.ts', [], 0],
    ]);
    const at = { file: 'pipelines/b.ts', path: [1, 'name'], part: 'value' } as const;
    const span = loaded.locatorOf('pipelines/b.ts')?.span(at);
    expect(span?.file.text.slice(span.start)).toBe('definePipeline({ name }))');
  });

  it('reports what is wrong with every file in one pass', async () => {
    await write({
      'sluice.yaml': 'name: shop\n name: x\n',
      'datasources/two.yaml': 'a: 1\n---\nb: 1\n',
      'pipelines/a.yaml': 'a: 1\nb: 1\na: 2\n',
      'pipelines/b.yaml': '',
      'pipelines/c.yaml': Buffer.from([0xff]),
      'pipelines/d.ts': 'export default {\n  a: ,\n}',
      'pipelines/e.ts': `import fs from 'node:fs'\nexport default { fs }`,
      'pipelines/f.ts': `import { f } from './_f.ts'\nexport default f()`,
      'pipelines/_f.ts': `\nexport const f = () => {\n  throw new Error('no')\n}`,
      'pipelines/g.yaml': 'name: g\n',
      'pipelines/h.yaml': '#'.repeat(4 * 1024 * 1024 + 1),
    });
    await symlink('nowhere', join(root, 'pipelines/i.yaml'));
    const loaded = await loadProject(root);
    expect(findings(loaded)).toEqual([
      'SL0106 datasources/two.yaml:2:1',
      'SL0802 pipelines/_f.ts:3:13',
      'SL0105 pipelines/a.yaml:3:1',
      'SL0102 pipelines/b.yaml:1:1',
      'SL0101 pipelines/c.yaml:1:1',
      'SL0801 pipelines/d.ts:2:6',
      'SL0804 pipelines/e.ts:1:17',
      'SL0107 pipelines/h.yaml:1:1',
      'SL0107 pipelines/i.yaml:1:1',
      'SL0104 sluice.yaml:2:2',
    ]);
    expect(loaded.incomplete).toBe(true);
    expect(loaded.definitions.map(({ value }) => value)).toEqual([{ name: 'g' }]);
  });

  it('says once that there is no project, no pipeline, or an unreadable folder', async () => {
    expect(findings(await loadProject(root))).toEqual(['SL0110 sluice.yaml:1:1']);
    await write(PROJECT);
    expect(findings(await loadProject(root))).toEqual(['SL0111 sluice.yaml:1:1']);
    await symlink('pipelines', join(root, 'pipelines'));
    expect(findings(await loadProject(root))).toEqual(['SL0107 pipelines:1:1']);
    await rm(join(root, 'sluice.yaml'));
    await mkdir(join(root, 'sluice.yaml'));
    expect(findings(await loadProject(root))).toContain('SL0107 sluice.yaml:1:1');
  });

  it('gives the same from a cache, and notices every change', async () => {
    const cacheFolder = join(root, '.sluice/cache');
    const load = async (): Promise<unknown> => {
      const loaded = await loadProject(root, { cacheFolder });
      expect(loaded.diagnostics).toEqual([]);
      const at = { file: 'pipelines/a.yaml', path: ['name'], part: 'value' } as const;
      expect(loaded.locatorOf('pipelines/a.yaml')?.span(at).start).toBe(6);
      return loaded.definitions.map(({ value }) => value);
    };
    await write({
      ...PROJECT,
      'pipelines/a.yaml': '\uFEFFname: a\n',
      'pipelines/b.ts': `import { n } from './_n'\nexport default { name: n }`,
      'pipelines/_n.ts': `export const n = 'b'`,
    });
    const cold = await load();
    expect(await readdir(cacheFolder)).toEqual(['load.index']);
    expect(await load()).toEqual(cold);
    await write({ 'pipelines/_n.ts': `export const n = 'c'` });
    expect(await load()).toEqual([{ name: 'a' }, { name: 'c' }]);
    await write({ 'pipelines/a.yaml': 'name: z\n' });
    expect(await load()).toEqual([{ name: 'z' }, { name: 'c' }]);
    await rm(join(root, 'pipelines/_n.ts'));
    expect(findings(await loadProject(root, { cacheFolder }))).toEqual(['SL0804 pipelines/b.ts:1:20']);
  });

  it('keeps nothing of a datasource in the cache, where a password may stand by mistake', async () => {
    const cacheFolder = join(root, '.sluice/cache');
    const datasource = 'name: erp\ntype: mysql\npassword: hunter2\n';
    await write({ ...PROJECT, 'pipelines/a.yaml': 'name: a\n', 'datasources/erp.yaml': datasource });
    await loadProject(root, { cacheFolder });
    const kept = await readFile(join(cacheFolder, 'load.index'), 'utf8');
    expect(kept).toContain('"a"');
    expect(kept).not.toContain('hunter2');
  });

  it('stops when asked to', async () => {
    await write(PROJECT);
    await expect(loadProject(root, { signal: AbortSignal.abort(new Error('enough')) })).rejects.toThrow('enough');
  });
});
