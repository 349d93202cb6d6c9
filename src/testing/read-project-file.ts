import { open, realpath } from 'node:fs/promises';
import path from 'node:path';
import { say, type Message } from '../message/index.ts';

/** The bytes of a file of the project, or why there are none. */
export type ReadFile = { readonly bytes: Buffer } | { readonly reason: Message };

const REASONS: Readonly<Record<string, Message>> = {
  ENOENT: say`it does not exist`,
  ENOTDIR: say`it does not exist`,
  EISDIR: say`it is a folder`,
  EACCES: say`permission denied`,
  EPERM: say`permission denied`,
  ELOOP: say`the link leads to itself`,
};

/**
 * Reads a file below the project's root, links followed as long as they stay inside. `limit` in bytes is looked at
 * before anything is read.
 */
export async function readProjectFile(root: string, file: string, limit: number): Promise<ReadFile> {
  if (path.isAbsolute(file) || leadsOut(path.normalize(file))) return { reason: say`it is not in the project` };
  try {
    const real = await realpath(path.join(root, file));
    if (leadsOut(path.relative(await realpath(root), real))) return { reason: say`it is not in the project` };
    const handle = await open(real, 'r');
    try {
      const status = await handle.stat();
      if (!status.isFile()) return { reason: say`it is no file` };
      if (status.size > limit) return { reason: tooLarge(status.size, limit) };
      const bytes = await handle.readFile();
      // It may have grown since.
      return bytes.length > limit ? { reason: tooLarge(bytes.length, limit) } : { bytes };
    } finally {
      await handle.close();
    }
  } catch (thrown) {
    const code = thrown instanceof Error && 'code' in thrown ? String(thrown.code) : '';
    return { reason: REASONS[code] ?? (code === '' ? say`unknown error` : say`${code}`) };
  }
}

function leadsOut(way: string): boolean {
  return way === '..' || way.startsWith(`..${path.sep}`) || path.isAbsolute(way);
}

function tooLarge(size: number, limit: number): Message {
  return say`it has ${megabytes(size)} MB, and at most ${megabytes(limit)} MB are read`;
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1024 / 1024);
}
