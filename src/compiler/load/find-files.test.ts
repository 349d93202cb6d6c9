import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { wordsOf } from '../../message/index.ts';
import { findFiles } from './find-files.ts';

let root: string;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sluice-find-'));
});
afterEach(async () => {
  await rm(root, { recursive: true, force: true });
});

async function files(...paths: string[]): Promise<void> {
  for (const path of paths) {
    await mkdir(dirname(join(root, path)), { recursive: true });
    await writeFile(join(root, path), '');
  }
}

describe('findFiles', () => {
  it('finds what a project is made of, sorted', async () => {
    await files(
      'sluice.yaml',
      'pipelines/b.yaml',
      'pipelines/B.yml',
      'pipelines/sub/deep/c.ts',
      'pipelines/a.yaml',
      'pipelines/types.d.ts',
      'pipelines/a.test.yaml',
      'pipelines/a.test.ts',
      'pipelines/_shared/columns.ts',
      'pipelines/_names.ts',
      'pipelines/_draft.yaml',
      'pipelines/.hidden.yaml',
      'pipelines/.git/x.yaml',
      'pipelines/node_modules/x.yaml',
      'pipelines/readme.md',
      'datasources/erp.yaml',
      'datasources/more/ods.yml',
      'datasources/no.ts',
      'backfills/january.yaml',
      'backfills/no.ts',
      'backfills/no.test.yaml',
    );
    expect(await findFiles(root)).toEqual({
      project: 'sluice.yaml',
      definitions: [
        'pipelines/B.yml',
        'pipelines/_draft.yaml',
        'pipelines/a.yaml',
        'pipelines/b.yaml',
        'pipelines/sub/deep/c.ts',
      ],
      datasources: ['datasources/erp.yaml', 'datasources/more/ods.yml'],
      backfills: ['backfills/january.yaml'],
      diagnostics: [],
    });
  });

  it('gives nothing for an empty folder', async () => {
    expect(await findFiles(root)).toEqual({ definitions: [], datasources: [], backfills: [], diagnostics: [] });
  });

  it('follows links to files but not to folders, and never out of the root', async () => {
    await files('pipelines/a.yaml', 'elsewhere/b.yaml');
    const outside = await mkdtemp(join(tmpdir(), 'sluice-outside-'));
    await writeFile(join(outside, 'secret.yaml'), 'a: 1');
    await symlink('../elsewhere/b.yaml', join(root, 'pipelines/link.yaml'));
    await symlink('..', join(root, 'pipelines/loop'));
    await symlink(join(outside, 'secret.yaml'), join(root, 'pipelines/out.yaml'));
    await symlink('nowhere.yaml', join(root, 'pipelines/dead.yaml'));
    const found = await findFiles(root);
    await rm(outside, { recursive: true });
    expect(found.definitions).toEqual(['pipelines/a.yaml', 'pipelines/link.yaml']);
    expect(found.diagnostics.map(({ code, message }) => `${code} ${wordsOf(message)}`)).toEqual([
      'SL0107 link `pipelines/dead.yaml` cannot be followed: it does not exist',
      'SL0107 link `pipelines/out.yaml` leads out of the project',
    ]);
  });

  // Root may read everything, so the mode says nothing to it.
  it.skipIf(process.getuid?.() === 0)('reports a folder that cannot be read and goes on', async () => {
    await files('pipelines/a.yaml', 'pipelines/locked/b.yaml');
    await chmod(join(root, 'pipelines/locked'), 0);
    const found = await findFiles(root);
    await chmod(join(root, 'pipelines/locked'), 0o700);
    expect(found.definitions).toEqual(['pipelines/a.yaml']);
    expect(found.diagnostics.map(({ message }) => message)).toEqual([
      'folder `pipelines/locked` cannot be read: permission denied',
    ]);
  });

  it('reports a top folder that leads to itself or out of the project', async () => {
    await symlink('pipelines', join(root, 'pipelines'));
    await symlink(tmpdir(), join(root, 'datasources'));
    await symlink('/etc/hostname', join(root, 'sluice.yaml'));
    const found = await findFiles(root);
    expect(found.project).toBeUndefined();
    expect(found.diagnostics.map(({ message }) => message)).toEqual([
      'link `datasources` leads out of the project',
      'folder `pipelines` cannot be read: the link leads to itself',
      'link `sluice.yaml` leads out of the project',
    ]);
  });

  it('stops when asked to', async () => {
    await expect(findFiles(root, AbortSignal.abort(new Error('enough')))).rejects.toThrow('enough');
  });
});
