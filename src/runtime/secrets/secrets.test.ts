import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { tempDir } from '../../../test/support/temp-dir.ts';
import { createSecrets } from './secrets.ts';

describe('createSecrets', () => {
  it('resolves from the environment and tells who listens', async () => {
    const heard: string[] = [];
    const secrets = createSecrets({ environment: { DB: 'pw' }, onResolved: (value) => heard.push(value) });
    expect(await secrets.resolve('env', 'DB')).toBe('pw');
    expect(heard).toEqual(['pw']);
    expect(secrets.environment('NOPE')).toBeUndefined();
  });

  it('names only the reference of a missing secret', async () => {
    const secrets = createSecrets({ environment: { OTHER: 'hidden-value' } });
    await expect(secrets.resolve('env', 'DB')).rejects.toMatchObject({
      code: 'SECRET_MISSING',
      retryable: false,
      message: 'the secret env/DB is not set',
    });
  });

  it('reads a regular file without its last line break', async () => {
    await using dir = await tempDir();
    const path = join(dir.path, 'pw');
    await writeFile(path, 'a b\n\n');
    expect(await createSecrets({ environment: {} }).resolve('file', path)).toBe('a b\n');
  });

  it('refuses what is no regular file, and does not wait for a pipe', async () => {
    await using dir = await tempDir();
    const secrets = createSecrets({ environment: {} });
    await mkdir(join(dir.path, 'folder'));
    await promisify(execFile)('mkfifo', [join(dir.path, 'pipe')]);
    for (const name of ['folder', 'pipe']) {
      await expect(secrets.resolve('file', join(dir.path, name))).rejects.toMatchObject({ code: 'SECRET_REFUSED' });
    }
    await expect(secrets.resolve('file', join(dir.path, 'none'))).rejects.toMatchObject({ code: 'SECRET_MISSING' });
  });
});
