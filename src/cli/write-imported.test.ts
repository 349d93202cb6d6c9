import { mkdir, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { placeFor, refuseLinksOut, writeImported } from './write-imported.ts';

describe('writeImported', () => {
  it('replaces a link and leaves what it led to, and nothing of its own behind', async () => {
    await using folder = await tempDir();
    const victim = path.join(folder.path, 'victim');
    await mkdir(path.join(folder.path, 'pipelines'));
    await writeFile(victim, 'mine');
    await symlink(victim, path.join(folder.path, 'pipelines', 'x.yaml'));
    await symlink(victim, path.join(folder.path, 'pipelines', `x.yaml.${process.pid}.tmp`));
    expect(await writeImported(folder.path, 'pipelines/x.yaml', 'new')).toBe('written');
    expect(await readFile(victim, 'utf8')).toBe('mine');
    expect(await readFile(path.join(folder.path, 'pipelines', 'x.yaml'), 'utf8')).toBe('new');
    expect((await readdir(path.join(folder.path, 'pipelines'))).length).toBe(2);
  });

  it('says why a place cannot be written, and removes its temporary file', async () => {
    await using folder = await tempDir();
    await mkdir(path.join(folder.path, 'a', 'x.yaml', 'full'), { recursive: true });
    expect(await writeImported(folder.path, 'a/x.yaml', '')).toEqual({ failed: 'a folder is in its place' });
    expect(await readdir(path.join(folder.path, 'a'))).toEqual(['x.yaml']);
    await writeFile(path.join(folder.path, 'file'), '');
    const noFolder = { failed: 'a file stands where its folder should be' };
    expect(await writeImported(folder.path, 'file/x.yaml', '')).toEqual(noFolder);
    expect(await placeFor(folder.path, 'file/x.yaml', '', true)).toEqual(noFolder);
    const long = `a/${'x'.repeat(300)}`;
    expect(await writeImported(folder.path, long, '')).toEqual({ failed: 'its path is too long' });
  });
});

describe('placeFor', () => {
  it('tells the same text from another', async () => {
    await using folder = await tempDir();
    await writeFile(path.join(folder.path, 'x'), 'text');
    const place = async (file: string, text: string, over: boolean): Promise<unknown> =>
      placeFor(folder.path, file, text, over);
    expect(await place('x', 'text', false)).toBe('unchanged');
    expect(await place('x', 'other', false)).toBe('in-the-way');
    expect(await place('x', 'other', true)).toBe('free');
    expect(await place('y', 'other', false)).toBe('free');
  });
});

describe('refuseLinksOut', () => {
  it('takes folders, and links that stay inside', async () => {
    await using folder = await tempDir();
    await mkdir(path.join(folder.path, 'real'));
    await symlink('real', path.join(folder.path, 'inner'));
    await symlink('..', path.join(folder.path, 'outer'));
    await symlink('/nowhere/at/all', path.join(folder.path, 'broken'));
    await refuseLinksOut(folder.path, ['real', 'inner', 'absent']);
    await expect(refuseLinksOut(folder.path, ['outer'])).rejects.toThrow('out of the project');
    await expect(refuseLinksOut(folder.path, ['broken'])).rejects.toThrow('nowhere');
  });
});
