import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The files below a folder whose bytes contain one of these texts, plain, URL-encoded or in Base64. */
export async function filesWith(folder: string, secrets: readonly string[]): Promise<readonly string[]> {
  const needles = secrets.flatMap(spellings);
  const files = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const file of files.filter((entry) => entry.isFile())) {
    const path = join(file.parentPath, file.name);
    const bytes = await readFile(path);
    if (needles.some((needle) => bytes.includes(needle))) found.push(path);
  }
  return found;
}

/** How a secret can look where it has leaked. */
export function spellings(secret: string): readonly string[] {
  const utf8 = Buffer.from(secret);
  return [
    ...new Set([secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1), utf8.toString('base64')]),
  ];
}
