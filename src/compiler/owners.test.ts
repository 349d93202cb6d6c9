import { mkdir, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { writeBaseProject } from '../../test/support/base-project.ts';
import { tempDir } from '../../test/support/temp-dir.ts';
import { compileProject } from './compile-project.ts';

function pipeline(name: string, more = ''): string {
  return `name: ${name}\n${more}schedule: manual\ncommand: ["true"]\n`;
}

const PROJECT = 'name: shop\nedition: 2026\ndefaults: { owner: everyone }\nengines: { here: { type: command } }\n';
const FILES = {
  'sluice.yaml': PROJECT.replace('owner: everyone', 'owner: everyone, engine: here'),
  'pipelines/own.yaml': pipeline('own', 'owner: me\n'),
  'pipelines/coded.yaml': pipeline('coded'),
  'pipelines/free.yaml': pipeline('free'),
};
const BROKEN = { 'pipelines/broken.yaml': `${pipeline('broken')}nonsense: 1\n`, CODEOWNERS: '*.yaml @all\n' };

describe('owners', () => {
  test('are the definition’s, those of CODEOWNERS, those of the defaults; no artefact has those of CODEOWNERS', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, FILES);
    const before = await compileProject(folder.path);
    await writeBaseProject(folder.path, {
      ...FILES,
      CODEOWNERS: '/pipelines/own.yaml @x\n/pipelines/coded.yaml @a @b\n',
    });
    const { ownerships, diagnostics, digest } = await compileProject(folder.path);
    expect(diagnostics).toEqual([]);
    expect([...(ownerships ?? [])]).toEqual([
      ['coded', { owners: ['@a', '@b'], from: 'CODEOWNERS', file: 'pipelines/coded.yaml' }],
      ['free', { owners: ['everyone'], from: 'defaults', file: 'pipelines/free.yaml' }],
      ['own', { owners: ['me'], from: 'definition', file: 'pipelines/own.yaml' }],
    ]);
    expect(digest).toBe(before.digest);
  });

  test('are told of a definition that does not compile', async () => {
    await using folder = await tempDir();
    await writeBaseProject(folder.path, { ...FILES, ...BROKEN });
    const { ownerships, pipelines } = await compileProject(folder.path);
    expect(pipelines.map(({ artefact }) => artefact.pipeline.name)).not.toContain('broken');
    expect(ownerships?.get('broken')).toEqual({ owners: ['@all'], from: 'CODEOWNERS', file: 'pipelines/broken.yaml' });
  });

  test('are found at the root of the repository, in the order of GitHub', async () => {
    await using folder = await tempDir();
    const root = path.join(folder.path, 'etl');
    await writeBaseProject(root, FILES);
    await mkdir(path.join(folder.path, '.git'));
    await mkdir(path.join(folder.path, '.github'));
    await writeFile(path.join(folder.path, 'CODEOWNERS'), '* @later\n');
    await writeFile(
      path.join(folder.path, '.github/CODEOWNERS'),
      '/etl/pipelines/ @etl\n/pipelines/ @other\n/etl/ nobody\n',
    );
    const { ownerships, diagnostics } = await compileProject(root);
    expect(ownerships?.get('coded')?.owners).toEqual(['@etl']);
    expect(diagnostics.map(({ code, file, range }) => [code, file, range.start.line, range.start.column])).toEqual([
      ['SL1201', '../.github/CODEOWNERS', 3, 7],
    ]);
  });

  test('are not read through a link that leads out, nor from what is no text', async () => {
    await using folder = await tempDir();
    await using outside = await tempDir();
    await writeBaseProject(folder.path, FILES);
    await writeFile(path.join(outside.path, 'secrets'), 'hunter2 hunter2\n');
    await symlink(path.join(outside.path, 'secrets'), path.join(folder.path, 'CODEOWNERS'));
    const linked = await compileProject(folder.path);
    expect(linked.diagnostics.map(({ code, severity }) => [code, severity])).toEqual([['SL1202', 'warning']]);
    expect(JSON.stringify(linked.diagnostics)).not.toContain('hunter2');
    await mkdir(path.join(folder.path, '.github'));
    await writeFile(path.join(folder.path, '.github/CODEOWNERS'), Buffer.from([0x2a, 0x20, 0xff]));
    expect((await compileProject(folder.path)).diagnostics.map(({ message }) => message)).toEqual([
      '`.github/CODEOWNERS` cannot be read: it is not UTF-8',
    ]);
  });
});
