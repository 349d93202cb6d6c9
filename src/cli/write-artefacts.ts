import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { say, type Message } from '../message/index.ts';
import { renderJob, type CompiledArtefact } from '../compiler/index.ts';
import { FailedOperation } from './exit-code.ts';

/**
 * Writes each artefact whole or not at all (a temporary name, then a rename), leaves equal files as
 * they are, and with `prune` removes the folders of pipelines that are gone. A full disk or a folder
 * that may not be written is told with its path; nothing half written is left.
 */
export async function writeArtefacts(
  out: string,
  compiled: readonly CompiledArtefact[],
  prune: boolean,
): Promise<{ readonly unchanged: number }> {
  let unchanged = 0;
  try {
    await mkdir(out, { recursive: true });
    for (const each of compiled) {
      const folder = path.join(out, each.artefact.pipeline.name);
      await mkdir(folder, { recursive: true });
      const same = [
        await writeIfChanged(path.join(folder, 'artefact.json'), `${each.bytes}\n`),
        await writeIfChanged(path.join(folder, each.artefact.job.file), renderJob(each.artefact)),
      ];
      if (same.every(Boolean)) unchanged += 1;
    }
    if (prune) await removeOthers(out, new Set(compiled.map(({ artefact }) => artefact.pipeline.name)));
  } catch (error) {
    throw writeFailure(error, out);
  }
  return { unchanged };
}

/** True when the file already held this text. */
async function writeIfChanged(file: string, text: string): Promise<boolean> {
  const current = await readFile(file, 'utf8').catch(() => undefined);
  if (current === text) return true;
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    await writeFile(temporary, text, { mode: 0o644 });
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  return false;
}

/** Only folders that a compilation wrote (they hold an artefact.json) are removed. */
async function removeOthers(out: string, kept: ReadonlySet<string>): Promise<void> {
  for (const entry of await readdir(out, { withFileTypes: true })) {
    if (!entry.isDirectory() || kept.has(entry.name)) continue;
    const files = await readdir(path.join(out, entry.name));
    if (files.includes('artefact.json')) await rm(path.join(out, entry.name), { recursive: true });
  }
}

function writeFailure(error: unknown, out: string): Error {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const help: Readonly<Record<string, Message>> = {
    ENOSPC: say`the disk is full: make room, or name another folder with --out`,
    EDQUOT: say`the quota is used up: make room, or name another folder with --out`,
    EACCES: say`the folder may not be written: name another with --out`,
    EROFS: say`the file system is read-only: name another folder with --out`,
    ENOTDIR: say`a file stands where a folder is wanted: name another with --out`,
  };
  const message = error instanceof Error ? error.message : String(error);
  return new FailedOperation(say`cannot write to ${out}: ${message}`, help[code], error);
}
