import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** The project's name, read without compiling anything; the folder's name, or another one that is given, when it cannot be. */
export async function projectNameOf(root: string, otherwise = path.basename(root)): Promise<string> {
  const text = await readFile(path.join(root, 'sluice.yaml'), 'utf8').catch(() => '');
  return /^name:\s*["']?([a-z0-9._-]+)/m.exec(text)?.[1] ?? otherwise;
}
