import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { say, type Message } from '../../message/index.ts';
import { changedSince } from './changed-since.ts';
import { committedCodeOwners } from './committed-codeowners.ts';
import { fileKind } from './find-files.ts';
import { notesOn, type FoundCommit } from './find-commit.ts';
import { readBlobs, readTree, type TreeEntry } from './git-objects.ts';
import { runGit, type GitBytes } from './git.ts';
import { linkTargets } from './link-targets.ts';
import { isOwnFile } from './is-own-file.ts';
import type { FileOwners } from './load-codeowners.ts';
import { refuseSparse } from './sparse-checkout.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** A commit, and what of a project is there. */
export interface ReadCommit {
  /** All of its digits. */
  readonly commit: string;
  /** False where the commit has no project there. */
  readonly hasProject: boolean;
  /** What a reader of the comparison should know of the commit. */
  readonly notes: readonly Message[];
  /** Files that the working tree has otherwise; absent where the project lies elsewhere in the commit. */
  readonly changed?: readonly string[];
  /** Who owns files by the CODEOWNERS of that commit: those of the project as it lies there, and as it lies now. */
  codeOwners(): Promise<{ readonly before: FileOwners; readonly now: FileOwners } | CommitFailure>;
  /** The files that a compilation reads: of definition files those in `only`, where it is said. */
  filesOf(only: ReadonlySet<string> | undefined): CommitFiles;
  /** All of its TypeScript: what rules are made of, which no compilation reads. */
  readonly typeScript: CommittedTypeScript;
}

/** The TypeScript of a project at a commit. */
export interface CommittedTypeScript extends CommitFiles {
  /** True where the working tree has, or may have, another one. */
  readonly isChanged: boolean;
}

/** Files of a project at a commit. */
export interface CommitFiles {
  /** Names their paths and bytes. */
  readonly digest: string;
  /** Writes them into a folder of their own. */
  checkOut(): Promise<CheckedOut | CommitFailure>;
}

/** Files in a folder of their own until it is closed. */
export interface CheckedOut {
  readonly folder: string;
  /** Takes the folder away. (No `AsyncDisposable`: the library's users need not have its type.) */
  close(): Promise<void>;
}

/** Where a working tree stands. */
export interface TreeState {
  /** The commit that is checked out; absent before the first one. */
  readonly commit?: string;
  /** True where files of the project are not as that commit has them, new ones too. */
  readonly dirty: boolean;
}

/** Finds the project as a commit has it. Texts are those of the history: no filter, no line ending of this machine. */
export async function readCommit(root: string, found: FoundCommit): Promise<ReadCommit | CommitFailure> {
  const { commit, folder: now } = found;
  // all at once: git reads while the working tree is compiled
  const [notes, sparse, tree, listed] = await Promise.all([
    notesOn(root, found),
    refuseSparse(root),
    readTree(root, commit),
    changedSince(root, commit),
  ]);
  if ('failure' in notes) return notes;
  if (sparse !== undefined) return sparse;
  if ('failure' in tree) return tree;
  const prefix = projectPrefix(tree, now);
  const { at } = prefix;
  if (at === now && 'failure' in listed) return listed;
  const ofProject = at === undefined ? [] : tree.filter((entry) => isOfProject(entry, at));
  const targets = await linkTargets(root, ofProject, tree);
  if ('failure' in targets) return targets;
  const changed = at === undefined || at !== now || 'failure' in listed ? undefined : withLinks(listed, targets, at);
  return {
    commit,
    hasProject: at !== undefined,
    notes: [...notes, ...prefix.notes, ...submoduleNotes(ofProject, changed, at ?? '')],
    ...(changed === undefined ? {} : { changed }),
    async codeOwners() {
      const owners = await committedCodeOwners(root, tree);
      return 'failure' in owners ? owners : { before: owners.inFolder(at ?? now), now: owners.inFolder(now) };
    },
    typeScript: typeScriptOf(root, ofProject, targets, at ?? '', changed),
    filesOf(only) {
      const hasTypeScript = only === undefined || [...only].some((file) => file.endsWith('.ts'));
      const wanted = ofProject
        .filter((entry) => !entry.isSubmodule && isWanted(entry, at ?? '', only, hasTypeScript))
        .map((entry) => inPlaceOf(entry, targets.get(entry.path), at ?? ''));
      return { digest: digestOfEntries(wanted, at ?? ''), checkOut: () => checkOut(root, wanted, at ?? '') };
    },
  };
}

function typeScriptOf(
  root: string,
  ofProject: readonly TreeEntry[],
  targets: ReadonlyMap<string, TreeEntry>,
  prefix: string,
  changed: readonly string[] | undefined,
): CommittedTypeScript {
  const wanted = ofProject.filter((entry) => !entry.isSubmodule && (entry.isLink || entry.path.endsWith('.ts')));
  const known = new Set(wanted.map((entry) => entry.path.slice(prefix.length)));
  const placed = wanted.map((entry) => inPlaceOf(entry, targets.get(entry.path), prefix));
  return {
    isChanged: changed === undefined || changed.some((file) => file.endsWith('.ts') || known.has(file)),
    digest: digestOfEntries(placed, prefix),
    checkOut: () => checkOut(root, placed, prefix),
  };
}

/** What differs, with the links of the project to it: git says of a link only where it leads. */
function withLinks(
  changed: readonly string[],
  targets: ReadonlyMap<string, TreeEntry>,
  prefix: string,
): readonly string[] {
  const known = new Set(changed.map((file) => prefix + file));
  const links = [...targets].filter(([, target]) => known.has(target.path));
  return [...changed, ...links.map(([link]) => link.slice(prefix.length))];
}

/** The file that a link leads to, at the place of the link; a link out of the project stays one, and is refused as it is there. */
function inPlaceOf(entry: TreeEntry, target: TreeEntry | undefined, prefix: string): TreeEntry {
  return target?.path.startsWith(prefix) === true ? { ...entry, id: target.id, isLink: false } : entry;
}

/** That what submodules held is not read, where it may be another than now. */
function submoduleNotes(
  entries: readonly TreeEntry[],
  changed: readonly string[] | undefined,
  prefix: string,
): readonly Message[] {
  const names = entries.filter(({ isSubmodule }) => isSubmodule).map((entry) => entry.path.slice(prefix.length));
  return names
    .filter((name) => changed === undefined || changed.includes(`${name}/`))
    .map((name) => say`\`${name}\` is a submodule: what it held at that commit is not read, and shows as new`);
}

async function checkOut(
  root: string,
  wanted: readonly TreeEntry[],
  prefix: string,
): Promise<CheckedOut | CommitFailure> {
  const blobs = await readBlobs(root, wanted);
  if ('failure' in blobs) return blobs;
  const folder = await mkdtemp(path.join(tmpdir(), 'sluice-base-'));
  for (const [entry, bytes] of blobs) await writeEntry(folder, entry, bytes, prefix);
  return { folder, close: () => rm(folder, { recursive: true, force: true }) };
}

function digestOfEntries(entries: readonly TreeEntry[], prefix: string): string {
  const hash = createHash('sha256');
  for (const { path: file, id, isLink } of entries)
    hash.update(`${file.slice(prefix.length)}\0${id}\0${isLink ? 'link' : 'file'}\0`);
  return hash.digest('base64url');
}

/** Where the working tree of a project stands; undefined outside a repository. */
export async function readTreeState(root: string): Promise<TreeState | undefined> {
  const { code, stdout } = await runGit(root, [
    'status',
    '--porcelain=v2',
    '--branch',
    '-z',
    '--untracked-files=normal',
    '--',
    '.',
  ]);
  if (code !== 0) return undefined;
  const said = stdout.toString('utf8').split('\0').filter(Boolean);
  const [, commit] = said.map((line) => /^# branch\.oid ([\da-f]+)$/.exec(line) ?? []).find(([found]) => found) ?? [];
  return { ...(commit === undefined ? {} : { commit }), dirty: said.some((line) => !line.startsWith('# ')) };
}

/** The folder of the project in the commit: as it is now, or where its only project was. */
function projectPrefix(
  tree: readonly TreeEntry[],
  now: string,
): { readonly at?: string; readonly notes: readonly Message[] } {
  const projects = tree.flatMap(
    ({ path: file }) => /^(.*\/)?sluice\.yaml$/.exec(file)?.[1] ?? (file === 'sluice.yaml' ? [''] : []),
  );
  if (projects.includes(now)) return { at: now, notes: [] };
  const [only, second] = projects;
  if (only === undefined || second !== undefined)
    return { notes: [say`that commit has no project here: every pipeline is new`] };
  return {
    at: only,
    notes: [say`that commit has the project in \`${only === '' ? '.' : only}\`: it is compared with what lies there`],
  };
}

/** True of what a compilation reads, and of every module that it may import; what a repository has besides may be large. */
function isOfProject({ path: file, isLink }: TreeEntry, prefix: string): boolean {
  if (!file.startsWith(prefix)) return false;
  const inside = file.slice(prefix.length);
  if (isOwnFile(inside)) return true;
  // a link may lead to a folder of modules
  return isLink || inside.endsWith('.ts');
}

/** False of a definition that means the same in the working tree, and of modules elsewhere where no TypeScript is compiled. */
function isWanted(
  { path: file }: TreeEntry,
  prefix: string,
  only: ReadonlySet<string> | undefined,
  hasTypeScript: boolean,
): boolean {
  if (only === undefined) return true;
  const inside = file.slice(prefix.length);
  if (fileKind(inside) === 'definition') return only.has(inside);
  return isOwnFile(inside) || hasTypeScript;
}

async function writeEntry(folder: string, entry: TreeEntry, bytes: GitBytes, prefix: string): Promise<void> {
  const file = path.join(folder, entry.path.slice(prefix.length));
  await mkdir(path.dirname(file), { recursive: true });
  if (entry.isLink) await symlink(bytes.toString('utf8'), file);
  else await writeFile(file, bytes);
}
