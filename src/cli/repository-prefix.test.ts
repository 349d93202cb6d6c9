import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { expect, test } from 'vitest';
import { tempDir } from '../../test/support/temp-dir.ts';
import { repositoryPrefix } from './repository-prefix.ts';

test('repositoryPrefix: the way from the root of the repository, nothing at it or outside of one', async () => {
  await using folder = await tempDir();
  const project = path.join(folder.path, 'etl', 'shop');
  await mkdir(project, { recursive: true });
  expect(repositoryPrefix(project)).toBe('');
  await mkdir(path.join(folder.path, '.git'));
  expect(repositoryPrefix(project)).toBe('etl/shop/');
  expect(repositoryPrefix(folder.path)).toBe('');
});
