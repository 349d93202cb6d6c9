import { mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { wordsOf } from '../message/index.ts';
import { writeFixed } from './write-fixed.ts';

const FIX = { path: 'a.yaml', before: 'a: 1\n', after: 'a: 2\n', findings: [] };

function said(root: string, fix = FIX): string {
  const refusal = writeFixed(root, fix);
  return refusal === undefined ? 'written' : wordsOf(refusal);
}

describe('writeFixed', () => {
  it('keeps the mode of the file and its byte order mark', async () => {
    await using folder = await tempDir();
    const file = path.join(folder.path, 'a.yaml');
    await writeFile(file, `\uFEFF${FIX.before}`, { mode: 0o640 });
    expect(said(folder.path)).toBe('written');
    expect(await readFile(file, 'utf8')).toBe(`\uFEFF${FIX.after}`);
    expect((await stat(file)).mode & 0o777).toBe(0o640);
  });

  it('writes where a link leads in the project, and the link stays', async () => {
    await using folder = await tempDir();
    await mkdir(path.join(folder.path, 'real'));
    await writeFile(path.join(folder.path, 'real/b.yaml'), FIX.before);
    await symlink('real/b.yaml', path.join(folder.path, 'a.yaml'));
    expect(said(folder.path)).toBe('written');
    expect(await readFile(path.join(folder.path, 'real/b.yaml'), 'utf8')).toBe(FIX.after);
    expect(await readFile(path.join(folder.path, 'a.yaml'), 'utf8')).toBe(FIX.after);
  });

  it('follows no link out of the project', async () => {
    await using outside = await tempDir();
    await using folder = await tempDir();
    await writeFile(path.join(outside.path, 'b.yaml'), FIX.before);
    await symlink(path.join(outside.path, 'b.yaml'), path.join(folder.path, 'a.yaml'));
    expect(said(folder.path)).toBe('`a.yaml` is not changed: it lies outside of the project');
    expect(await readFile(path.join(outside.path, 'b.yaml'), 'utf8')).toBe(FIX.before);
  });

  it('does not write over what changed since it was read', async () => {
    await using folder = await tempDir();
    await writeFile(path.join(folder.path, 'a.yaml'), 'a: 3\n');
    expect(said(folder.path)).toBe('`a.yaml` is not changed: somebody else changed it meanwhile');
    expect(await readFile(path.join(folder.path, 'a.yaml'), 'utf8')).toBe('a: 3\n');
  });

  it('says that a file is gone', async () => {
    await using folder = await tempDir();
    expect(said(folder.path)).toBe('`a.yaml` is not changed: it is not there any more');
  });
});
