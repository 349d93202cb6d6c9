import path from 'node:path';
import type { GlobalFlags } from './terminal.ts';

/** The project's folder: `--chdir`, else the current one. */
export function projectRoot(flags: GlobalFlags): string {
  return path.resolve(flags.chdir ?? '.');
}
