import { copyFile, mkdir, open, readdir, rename, rm, stat, type FileHandle } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { fileError, systemCode } from '../../file-errors.ts';
import type { JobContext } from '../../job-context.ts';
import type { JobFile } from './job-file.ts';

/** A draft this old belongs to a run that was killed. */
const STALE_MS = 24 * 60 * 60 * 1000;

/**
 * A file being written beside its target, under a hidden name of the run. Only `publish` touches the
 * target, by a rename: readers see the old file or the new one, never a part.
 */
export interface Draft {
  readonly path: string;
  /** Puts a copy of the target into the draft; false when there is no target, or an empty one. */
  copyTarget(): Promise<boolean>;
  publish(): Promise<void>;
  discard(): Promise<void>;
}

export async function createDraft(file: JobFile, context: JobContext): Promise<Draft> {
  const folder = dirname(file.path);
  const path = join(folder, `.${basename(file.path)}.${context.scratchName}.tmp`);
  try {
    await mkdir(folder, { recursive: true });
    await removeStaleDrafts(folder, basename(file.path), context.clock.now());
    const handle = await open(path, 'w');
    await handle.close();
  } catch (thrown) {
    throw fileError(thrown, file.shown, 'write');
  }
  return {
    path,
    async copyTarget() {
      try {
        await copyFile(file.path, path);
        return (await sizeOf(path)) > 0;
      } catch (thrown) {
        if (systemCode(thrown) === 'ENOENT') return false;
        throw fileError(thrown, file.shown, 'write');
      }
    },
    async publish() {
      try {
        await withFile(path, (handle) => handle.sync());
        await rename(path, file.path);
      } catch (thrown) {
        throw fileError(thrown, file.shown, 'write');
      }
    },
    discard: () => rm(path, { force: true }),
  };
}

/** A killed run cannot clear up after itself; a later one for the same file does. */
async function removeStaleDrafts(folder: string, name: string, now: number): Promise<void> {
  for (const entry of await readdir(folder)) {
    if (!entry.startsWith(`.${name}.`) || !entry.endsWith('.tmp')) continue;
    const status = await stat(join(folder, entry)).catch(() => undefined);
    if (status !== undefined && now - status.mtimeMs > STALE_MS) await rm(join(folder, entry), { force: true });
  }
}

async function sizeOf(path: string): Promise<number> {
  return withFile(path, async (handle) => (await handle.stat()).size);
}

async function withFile<T>(path: string, work: (handle: FileHandle) => Promise<T>): Promise<T> {
  const handle = await open(path, 'r+');
  try {
    return await work(handle);
  } finally {
    await handle.close();
  }
}
