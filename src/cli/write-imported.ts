import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { FailedOperation } from './exit-code.ts';

/**
 * Writes a file of a project whole or not at all. One with the same text is left as it is; one with another
 * text is in the way unless it may be written over.
 */
export async function writeImported(
  root: string,
  file: string,
  text: string,
  over: boolean,
): Promise<'written' | 'unchanged' | 'in-the-way'> {
  const target = path.join(root, file);
  const temporary = `${target}.${process.pid}.tmp`;
  try {
    const current = await readFile(target, 'utf8').catch(absentOnly);
    if (current === text) return 'unchanged';
    if (current !== undefined && !over) return 'in-the-way';
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(temporary, text, { mode: 0o644 });
    await rename(temporary, target);
    return 'written';
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => undefined);
    const message = error instanceof Error ? error.message : String(error);
    throw new FailedOperation(
      `cannot write ${file}: ${message}`,
      'make room, or name a project that you may write to',
      error,
    );
  }
}

function absentOnly(error: unknown): undefined {
  if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
  throw error;
}
