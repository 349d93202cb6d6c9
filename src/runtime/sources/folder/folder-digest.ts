import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What a project's desired state is made of: the project file and these folders. */
export const PROJECT_FILE = 'sluice.yaml';
export const DEFINITION_FOLDERS: readonly string[] = ['pipelines', 'datasources', 'topics', 'schemas'];

const READ_TOGETHER = 32;

/**
 * The revision of a folder: a digest of the names and bytes of all its definition files, `sha256:<hex>`.
 * A file that vanishes or cannot be read while this looks counts by its name alone; the compiler reports it.
 */
export async function digestFolder(root: string): Promise<string> {
  const files = [PROJECT_FILE];
  for (const folder of DEFINITION_FOLDERS) files.push(...(await listFiles(root, folder)));
  files.sort();
  const hash = createHash('sha256');
  for (let start = 0; start < files.length; start += READ_TOGETHER) {
    const names = files.slice(start, start + READ_TOGETHER);
    const contents = await Promise.all(names.map((name) => readFile(join(root, name)).catch(() => undefined)));
    for (const [index, content] of contents.entries()) {
      hash.update(`${names[index]}\0${content === undefined ? 'unreadable' : content.byteLength}\0`);
      if (content !== undefined) hash.update(content);
    }
  }
  return `sha256:${hash.digest('hex')}`;
}

async function listFiles(root: string, folder: string): Promise<string[]> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch(() => []);
  const files: string[] = [];
  for (const entry of entries) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) files.push(...(await listFiles(root, path)));
    else files.push(path);
  }
  return files;
}
