import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { FileMemory } from './file-memory.ts';
import { findFiles, type ProjectFiles } from './find-files.ts';
import { findSnapshots, SNAPSHOT_FOLDER } from './load-snapshots.ts';

/** The files of a project, each read once: what is compiled of them and what names them are of the same bytes. */
export interface ReadFiles {
  readonly found: ProjectFiles;
  /** By path from the root. */
  readonly bytes: ReadonlyMap<string, Uint8Array>;
  /**
   * Names paths and bytes of all files, but for modules that TypeScript imports. Undefined where a file or folder could not be read,
   * or leads elsewhere.
   */
  readonly digest: string | undefined;
  /** The same also where that is undefined: what cannot be read is named by its path alone. */
  readonly contents: string;
}

/**
 * Reads what `loadProject` will ask for. What cannot be read is left to it, which reports it.
 *
 * @param memory Of who reads the project again and again.
 */
export async function readFiles(root: string, memory = new FileMemory()): Promise<ReadFiles> {
  const found = await findFiles(root);
  const snapshots = await findSnapshots(root, await namesIn(join(root, SNAPSHOT_FOLDER)));
  const paths = [
    ...(found.project === undefined ? [] : [found.project]),
    ...found.datasources,
    ...snapshots.map((name) => `${SNAPSHOT_FOLDER}/${name}.json`),
    ...found.definitions,
    ...found.backfills,
  ];
  const hash = createHash('sha256');
  const bytes = new Map<string, Uint8Array>();
  for (const path of paths) {
    const read = memory.bytesOf(join(root, path));
    hash.update(`${path}\0${read?.length ?? 'unreadable'}\0`);
    if (read === undefined) continue;
    bytes.set(path, read);
    hash.update(read);
  }
  memory.forgetOthers();
  const isWhole = found.diagnostics.length === 0 && bytes.size === paths.length;
  const contents = hash.digest('base64url');
  return { found, bytes, digest: isWhole ? contents : undefined, contents };
}

/** Of every snapshot that a datasource may have. */
async function namesIn(folder: string): Promise<readonly string[]> {
  const entries = await readdir(folder).catch(() => []);
  return entries.flatMap((entry) => (entry.endsWith('.json') ? [entry.slice(0, -'.json'.length)] : []));
}
