import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createMemoryCache } from '../cache/index.ts';
import { loadProject } from './load-project.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-unsaved-'));
  for (const [path, text] of Object.entries({
    'sluice.yaml': 'name: shop\n',
    'pipelines/a.yaml': 'name: a\n',
    'pipelines/b.ts': "import { end } from './_end'\nexport default { name: `b-${end}` }",
    'pipelines/_end.ts': "export const end = 'disk'",
  })) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), text);
  }
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function names(unsaved: Readonly<Record<string, string>>): Promise<unknown[]> {
  const { definitions } = await loadProject(root, { unsaved: new Map(Object.entries(unsaved)) });
  return definitions.map(({ value }) => (value as { name?: unknown }).name);
}

describe('loadProject with unsaved texts', () => {
  it('reads them in place of the files', async () => {
    expect(await names({ 'pipelines/a.yaml': 'name: typed\n' })).toEqual(['typed', 'b-disk']);
  });

  it('finds files that are not on disk yet, and no others', async () => {
    expect(
      await names({
        'pipelines/new/c.yaml': 'name: c\n',
        'notes/d.yaml': 'name: d\n',
        'pipelines/.e.yaml': 'name: e\n',
      }),
    ).toEqual(['a', 'b-disk', 'c']);
  });

  it('reads the modules that a TypeScript file imports', async () => {
    expect(await names({ 'pipelines/_end.ts': "export const end = 'typed'" })).toEqual(['a', 'b-typed']);
  });

  it('needs no sluice.yaml on disk', async () => {
    await rm(join(root, 'sluice.yaml'));
    const { project } = await loadProject(root, { unsaved: new Map([['sluice.yaml', 'name: typed\n']]) });
    expect(project?.value).toEqual({ name: 'typed' });
  });

  it('gives the same with a cache that is kept open, after every change', async () => {
    const cache = createMemoryCache();
    const load = async (text: string): Promise<unknown> =>
      (await loadProject(root, { cache, unsaved: new Map([['pipelines/a.yaml', text]]) })).definitions[0]?.value;
    expect(await load('name: x\n')).toEqual({ name: 'x' });
    expect(await load('name: y\n')).toEqual({ name: 'y' });
    expect(await load('name: x\n')).toEqual({ name: 'x' });
  });
});
