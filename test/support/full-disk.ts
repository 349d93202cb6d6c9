import { execFile } from 'node:child_process';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { tempDir } from './temp-dir.ts';

const exec = promisify(execFile);

/** Whether this user may mount a file system. */
export async function canMount(): Promise<boolean> {
  await using probe = await tempDir();
  try {
    await exec('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'sluice-test', probe.path]);
    await exec('umount', [probe.path]);
    return true;
  } catch {
    return false;
  }
}

/** A file system that has hardly any room. */
export interface FullDisk extends AsyncDisposable {
  readonly path: string;
  /** Makes room. */
  free(): Promise<void>;
}

/** A file system of 256 kB of which 16 are free. */
export async function fullDisk(path: string): Promise<FullDisk> {
  await mkdir(path, { recursive: true });
  await exec('mount', ['-t', 'tmpfs', '-o', 'size=256k', 'sluice-test', path]);
  const ballast = join(path, '.ballast');
  await writeFile(ballast, Buffer.alloc(240 * 1024));
  return {
    path,
    free: () => rm(ballast),
    async [Symbol.asyncDispose]() {
      await exec('umount', ['-l', path]);
    },
  };
}
