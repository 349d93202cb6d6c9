import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** The file that a URI names; undefined for what is no file, such as `untitled:`. */
export function pathOfUri(uri: string): string | undefined {
  try {
    return uri.startsWith('file:') ? path.normalize(fileURLToPath(uri)) : undefined;
  } catch {
    return undefined;
  }
}

export function uriOfPath(file: string): string {
  return pathToFileURL(file).href;
}

/** A file's path from a folder, with `/`; undefined when it does not lie in it. */
export function pathWithin(folder: string, file: string): string | undefined {
  const relative = path.relative(folder, file);
  if (relative === '' || relative.startsWith('..') || path.isAbsolute(relative)) return undefined;
  return relative.split(path.sep).join('/');
}
