import { readdir, readFile, stat } from 'node:fs/promises';
import path from 'node:path';
import type { ImportedFile } from '../import/index.ts';
import { say, type Catalogue, type Message } from '../message/index.ts';
import { unreadFile } from '../import/index.ts';
import { FailedOperation } from './exit-code.ts';

/** Larger files are no jobs; one of 50 MB, with a long query in it, was seen. */
const MAX_BYTES = 64 * 1024 * 1024;

/** A file that may be a job: where it is, and how it is named in reports. */
export interface FoundFile {
  readonly absolute: string;
  /** Relative to the folder that was given, with `/`; a single file by its own name. */
  readonly shown: string;
}

/** Files that may be jobs, sorted, and what could not be looked into. */
export interface FoundFiles {
  readonly files: readonly FoundFile[];
  readonly unreadable: readonly ImportedFile[];
}

/** All `.json` files of a folder, at any depth, or the one file that is named. Links to folders are not followed. */
export async function findJobFiles(given: string, catalogue?: Catalogue): Promise<FoundFiles> {
  const absolute = path.resolve(given);
  const found = await stat(absolute).catch((error: unknown) => {
    throw new FailedOperation(
      say`${given} cannot be read: ${reasonOf(error)}`,
      say`name a job file, or a folder of them`,
      error,
    );
  });
  if (!found.isDirectory()) return { files: [{ absolute, shown: path.basename(absolute) }], unreadable: [] };
  const files: FoundFile[] = [];
  const unreadable: ImportedFile[] = [];
  const visit = async (folder: string, shown: string): Promise<void> => {
    try {
      for (const entry of await readdir(folder, { withFileTypes: true })) {
        const inner = path.join(folder, entry.name);
        const name = shown === '' ? entry.name : `${shown}/${entry.name}`;
        if (entry.isDirectory()) await visit(inner, name);
        else if (/\.json$/i.test(entry.name)) files.push({ absolute: inner, shown: name });
      }
    } catch (error) {
      unreadable.push(unreadFile(shown || given, reasonOf(error), catalogue));
    }
  };
  await visit(absolute, '');
  files.sort((a, b) => (a.shown < b.shown ? -1 : 1));
  return { files, unreadable };
}

/** The text of a file, or the finding that it has none. */
export async function readJobFile(
  { absolute, shown }: FoundFile,
  catalogue?: Catalogue,
): Promise<{ readonly text: string } | { readonly failed: ImportedFile }> {
  const failed = (reason: Message): { readonly failed: ImportedFile } => ({
    failed: unreadFile(shown, reason, catalogue),
  });
  try {
    const { size } = await stat(absolute);
    if (size > MAX_BYTES) return failed(say`it is larger than ${MAX_BYTES / 1024 / 1024} MB`);
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(await readFile(absolute)) };
  } catch (error) {
    if (error instanceof TypeError) return failed(say`it is not UTF-8`);
    return failed(reasonOf(error));
  }
}

const REASONS: Readonly<Record<string, Message>> = {
  EACCES: say`no permission`,
  EPERM: say`no permission`,
  ENOENT: say`it is not there`,
  EISDIR: say`it is a folder`,
  ELOOP: say`its links go in a circle`,
};

function reasonOf(error: unknown): Message {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return REASONS[code] ?? (code === '' ? say`it cannot be read` : say`${code}`);
}
