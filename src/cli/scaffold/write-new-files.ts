import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FailedOperation, UsageError } from '../exit-code.ts';

/**
 * Writes files that are not there yet, and the folders that they need. Throws a usage error that names those that are
 * there, before anything is written; a failed operation where the folder takes no file.
 */
export async function writeNewFiles(folder: string, files: Readonly<Record<string, string>>): Promise<void> {
  const standing = Object.keys(files).filter((file) => existsSync(path.join(folder, file)));
  if (standing.length > 0)
    throw new UsageError(
      `${folder} already has ${standing.join(', ')}`,
      'nothing was written; choose another name or folder',
    );
  try {
    for (const [file, text] of Object.entries(files)) {
      const target = path.join(folder, file);
      await mkdir(path.dirname(target), { recursive: true });
      await writeFile(target, text, { flag: 'wx' });
    }
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(`cannot write to ${folder}: ${reason}`, 'name a folder that you may write', error);
  }
}
