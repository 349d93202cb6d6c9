import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

/** Root of the repository. */
export const repository = fileURLToPath(new URL('..', import.meta.url));

/** Everything the stack keeps between runs; ignored by git, may be deleted at any time when no stack is up. */
export const stackFolder = join(repository, '.stack');

/** Jars, one folder per digest of the pom files. */
export const jarFolder = join(stackFolder, 'jars');

/** Formatted but empty data folders that a boot copies instead of formatting anew. */
export const templateFolder = join(stackFolder, 'templates');

/** Debian packages unpacked without root. */
export const debianFolder = join(stackFolder, 'debian');

/** One folder with one state file for each stack that is up. */
export const runFolder = join(stackFolder, 'run');
