import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { wordsOf } from '../message/index.ts';
import { findProject, lookedIn } from './find-project.ts';

async function tree(root: string, ...files: readonly string[]): Promise<void> {
  for (const file of files) {
    await mkdir(path.dirname(path.join(root, file)), { recursive: true });
    await writeFile(path.join(root, file), 'name: a\n');
  }
}

describe('findProject', () => {
  test('finds the nearest of nested projects, from a folder or a file', async () => {
    await using folder = await tempDir();
    await tree(folder.path, 'sluice.yaml', 'inner/sluice.yaml', 'inner/pipelines/a.yaml', 'pipelines/b.yaml');
    const rootOf = (start: string): string | undefined => findProject(path.join(folder.path, start)).root;
    expect(rootOf('inner/pipelines')).toBe(path.join(folder.path, 'inner'));
    expect(rootOf('inner/pipelines/a.yaml')).toBe(path.join(folder.path, 'inner'));
    expect(rootOf('pipelines/b.yaml')).toBe(folder.path);
    expect(rootOf('.')).toBe(folder.path);
  });

  test('looks no further than the root of the repository', async () => {
    await using folder = await tempDir();
    await tree(folder.path, 'sluice.yaml', 'repo/.git/HEAD', 'repo/a/b/c.txt');
    const repo = path.join(folder.path, 'repo');
    const search = findProject(path.join(repo, 'a/b'));
    expect(search.root).toBeUndefined();
    expect(wordsOf(lookedIn(search))).toBe(`${repo}/a/b and the folders above it up to ${repo}`);
  });

  test('looks no further than the home folder', async () => {
    await using folder = await tempDir();
    await tree(folder.path, 'sluice.yaml', 'home/a/c.txt');
    const home = path.join(folder.path, 'home');
    expect(findProject(path.join(home, 'a'), home)).toEqual({ root: undefined, looked: [path.join(home, 'a'), home] });
  });
});
