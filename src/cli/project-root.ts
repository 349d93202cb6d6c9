import path from 'node:path';
import type { GlobalFlags } from './terminal.ts';

/** The project's folder: `--chdir`, else the current one. */
export function projectRoot(flags: GlobalFlags): string {
  return path.resolve(flags.chdir ?? '.');
}

/** Where parsed files are kept between runs; it may be deleted at any time. */
export function cacheFolder(root: string): string {
  return path.join(root, '.sluice', 'cache');
}
