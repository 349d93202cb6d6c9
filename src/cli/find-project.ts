import { existsSync, statSync } from 'node:fs';
import { homedir } from 'node:os';
import path from 'node:path';
import { say, type Message } from '../message/index.ts';

/** Where a project was looked for. */
export interface ProjectSearch {
  /** The folder with sluice.yaml; undefined when there is none. */
  readonly root: string | undefined;
  /** Folders that were looked in, the first is where the search began. */
  readonly looked: readonly string[];
}

/**
 * The nearest folder with a `sluice.yaml`, from a file or folder upward. The search ends at the root of the git
 * repository, at the home folder, or at the file system's root: a file that somebody left in a folder above is none
 * of this repository's.
 */
export function findProject(start: string, home: string = homedir()): ProjectSearch {
  const looked: string[] = [];
  let folder = isFolder(start) ? start : path.dirname(start);
  for (;;) {
    looked.push(folder);
    if (existsSync(path.join(folder, 'sluice.yaml'))) return { root: folder, looked };
    const parent = path.dirname(folder);
    if (parent === folder || folder === home || existsSync(path.join(folder, '.git')))
      return { root: undefined, looked };
    folder = parent;
  }
}

/** Which folders a search has looked in. */
export function lookedIn({ looked }: ProjectSearch): Message {
  const [first = '', ...above] = looked;
  const last = above.at(-1);
  return last === undefined ? say`${first}` : say`${first} and the folders above it up to ${last}`;
}

function isFolder(file: string): boolean {
  return statSync(file, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
