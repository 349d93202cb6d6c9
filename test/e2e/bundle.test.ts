import { execFile } from 'node:child_process';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, test } from 'vitest';
import { tempDir } from '../support/temp-dir.ts';

const run = promisify(execFile);
const ROOT = path.resolve(import.meta.dirname, '../..');

describe('the bundle for hosts without a network', () => {
  test('has its own Node, and makes, checks and runs a project where there is nothing else', async () => {
    await using folder = await tempDir();
    await run(process.execPath, ['tools/bundle.mjs', '--no-build', '--out', folder.path], { cwd: ROOT });
    const [archive = '', sum = ''] = (await readdir(folder.path)).sort();
    expect(sum).toBe(`${archive}.sha256`);
    await run('sha256sum', ['--check', sum], { cwd: folder.path });
    await run('tar', ['-xzf', archive], { cwd: folder.path });
    const bundle = path.join(folder.path, archive.replace('.tar.gz', ''));
    // no Node on the path, no network: what is not in the bundle is not there
    const sluice = (...args: string[]) =>
      run('unshare', ['--net', '--map-root-user', path.join(bundle, 'bin/sluice'), ...args], {
        env: { PATH: '/nowhere:/bin', HOME: folder.path },
        cwd: folder.path,
      });
    const { version } = JSON.parse(await readFile(path.join(ROOT, 'package.json'), 'utf8')) as { version: string };
    expect((await sluice('version')).stdout.trim()).toBe(version);
    await sluice('init', 'shop', '--no-input');
    expect((await sluice('check', '-C', 'shop')).stdout).toContain('1 pipeline compiled');
    await sluice('run', 'orders', '-C', 'shop');
  }, 240_000);

  test('is there for two processors, and says so of another', async () => {
    const asked = run(process.execPath, ['tools/bundle.mjs', '--arch', 'mips'], { cwd: ROOT });
    await expect(asked).rejects.toMatchObject({ code: 64, stderr: expect.stringContaining('use x64 or arm64') });
  });
});
