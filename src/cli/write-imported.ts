import { randomBytes } from 'node:crypto';
import { lstat, mkdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say, type Message } from '../message/index.ts';
import { ConfigurationError } from './exit-code.ts';

/** A place that cannot be read or written, and why. */
export interface Unwritable {
  readonly failed: Message;
}

/** What is at the place of a file: nothing that may not be replaced, the same text, or another one. */
export type Place = 'free' | 'unchanged' | 'in-the-way' | Unwritable;

/** Looks at the place of a file. With `over`, a file of another text is not in the way. */
export async function placeFor(root: string, file: string, text: string, over: boolean): Promise<Place> {
  try {
    const current = await readFile(path.join(root, file), 'utf8');
    if (current === text) return 'unchanged';
    return over ? 'free' : 'in-the-way';
  } catch (error) {
    return codeOf(error) === 'ENOENT' ? 'free' : unwritable(error);
  }
}

/**
 * Writes a file of a project whole or not at all. A link in its place is replaced, not followed; nobody can
 * guess the temporary name, or have put a link there. Throws what is no failure of the file system.
 */
export async function writeImported(root: string, file: string, text: string): Promise<'written' | Unwritable> {
  const target = path.join(root, file);
  const temporary = `${target}.${randomBytes(8).toString('hex')}.tmp`;
  try {
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(temporary, text, { mode: 0o644, flag: 'wx' });
    await rename(temporary, target);
    return 'written';
  } catch (error) {
    // a name that was there before is not ours to remove
    if (codeOf(error) !== 'EEXIST') await rm(temporary, { force: true }).catch(() => undefined);
    return unwritable(error);
  }
}

/** Throws a ConfigurationError where a folder that an import writes to is a link out of the project, or to nothing. */
export async function refuseLinksOut(root: string, folders: readonly string[]): Promise<void> {
  const inside = (await realpath(root)) + path.sep;
  for (const folder of folders) {
    const place = path.join(root, folder);
    const isLink = await lstat(place).then(
      (entry) => entry.isSymbolicLink(),
      () => false,
    );
    if (!isLink) continue;
    const target = await realpath(place).catch(() => undefined);
    if (target?.startsWith(inside) === true) continue;
    throw new ConfigurationError(
      target === undefined
        ? say`\`${folder}\` in ${root} is a link that leads nowhere`
        : say`\`${folder}\` in ${root} is a link that leads out of the project`,
      say`an import writes inside the project only: make it a folder, or name the other project with --into`,
    );
  }
}

const REASONS: Readonly<Record<string, Message>> = {
  EISDIR: say`a folder is in its place`,
  ENOTDIR: say`a file stands where its folder should be`,
  EEXIST: say`a file stands where its folder should be`,
  EACCES: say`no permission`,
  EPERM: say`no permission`,
  ENOSPC: say`the disk is full`,
  EDQUOT: say`the quota is used up`,
  EROFS: say`the file system is read-only`,
  ENAMETOOLONG: say`its path is too long`,
  ELOOP: say`its links go in a circle`,
};

function unwritable(error: unknown): Unwritable {
  const code = codeOf(error);
  if (code === undefined) throw error;
  return { failed: REASONS[code] ?? say`${code}` };
}

function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error ? String(error.code) : undefined;
}
