import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OperatingError } from '../../errors.ts';
import { failpoint } from '../../observe/index.ts';
import type { SourceCommit } from '../../ports/index.ts';
import { folderFailure, localFailure } from './local-failure.ts';
import { noCommit, remoteFailure } from './remote-failure.ts';
import { fetchRemote, runInCheckout, type GitRemote } from './remote-git.ts';

/** A commit in a folder of its own. */
export interface Checkout {
  readonly folder: string;
  readonly commit: SourceCommit;
}

/** The commits of one ref that lie on this machine. */
export interface Checkouts {
  /** The commit that the last process read, whole and as it was committed; undefined where there is none. */
  newest(): Promise<Checkout | undefined>;
  /** A commit that is here, whole and as it was committed. Throws where git cannot be asked: that says nothing of the folder. */
  find(commit: string): Promise<Checkout | undefined>;
  /** Fetches what the ref names now. Throws what the remote's failures are, and DISK_FULL. */
  fetch(ref: string, signal?: AbortSignal): Promise<Checkout>;
  /** Notes that this one is read, and takes away those whose reading is longest ago. */
  keep(commit: string): Promise<void>;
}

/** Folders of commits that stay: the one that is read and those before it, which another process may still read. */
const KEPT = 3;
/** Half a fetch that is so much older than a new one is nobody's any more. */
const ABANDONED_MS = 3_600_000;
const HALF = 'half-';
const NEWEST = 'newest';

/**
 * Each commit has a folder, which is made beside and takes its name when it is whole: nobody reads half of a commit, also when
 * a process dies in the middle.
 *
 * @param stateDir The private folder of this host.
 */
export function createCheckouts(stateDir: string, remote: GitRemote, ref: string | undefined): Checkouts {
  const name = createHash('sha256')
    .update(`${remote.url}\0${ref ?? ''}`)
    .digest('hex')
    .slice(0, 16);
  const root = join(stateDir, 'git', name);

  const find = async (commit: string): Promise<Checkout | undefined> => {
    const folder = join(root, commit);
    if ((await stat(folder).catch(() => undefined)) === undefined) return undefined;
    const read = await readCheckout(folder);
    return read?.id === commit && (await isAsCommitted(folder)) ? { folder, commit: read } : undefined;
  };

  return {
    find,
    async newest() {
      const commit = await readFile(join(root, NEWEST), 'utf8').catch(() => '');
      return /^[\da-f]{40,64}$/.test(commit) ? find(commit) : undefined;
    },
    async fetch(from, signal) {
      try {
        await mkdir(root, { recursive: true, mode: 0o700 });
        const half = await mkdtemp(join(root, HALF));
        try {
          await sweep(root, half);
          return await fetchInto(half, root, remote, from, signal);
        } finally {
          await rm(half, { recursive: true, force: true });
        }
      } catch (thrown) {
        throw folderFailure(thrown);
      }
    },
    async keep(commit) {
      try {
        await note(root, commit);
      } catch (thrown) {
        throw folderFailure(thrown);
      }
      const others = (await readdir(root)).filter((entry) => /^[\da-f]{40,64}$/.test(entry) && entry !== commit);
      const aged = await Promise.all(
        others.map(async (entry) => ({
          entry,
          at: (await stat(join(root, entry)).catch(() => undefined))?.mtimeMs ?? 0,
        })),
      );
      const old = aged.toSorted((a, b) => b.at - a.at).slice(KEPT - 1);
      for (const { entry } of old) await rm(join(root, entry), { recursive: true, force: true });
    },
  };
}

/** Puts on record that this commit is read, also for who looks at how old its folder is. */
async function note(root: string, commit: string): Promise<void> {
  const temporary = join(root, `${NEWEST}.${process.pid}`);
  await writeFile(temporary, commit);
  await rename(temporary, join(root, NEWEST));
  const { atime, mtime } = await stat(join(root, NEWEST));
  await utimes(join(root, commit), atime, mtime);
}

async function fetchInto(
  half: string,
  root: string,
  remote: GitRemote,
  ref: string,
  signal: AbortSignal | undefined,
): Promise<Checkout> {
  // an empty template: no hook of this machine is copied
  await inFolder(half, ['init', '--quiet', '--template=', '.'], signal);
  const fetched = await fetchRemote(
    remote,
    half,
    ['fetch', '--quiet', '--depth=1', '--no-tags', '--no-recurse-submodules', '--', remote.url, ref],
    signal,
  );
  if (fetched.code !== 0) throw remoteFailure(fetched);
  const named = await runInCheckout(half, ['rev-parse', '--quiet', '--verify', 'FETCH_HEAD^{commit}']);
  if (named.code === undefined) throw localFailure(named);
  if (named.code !== 0) throw noCommit(ref);
  // the bytes are those of the history: no line ending, encoding or program of this machine
  await mkdir(join(half, '.git', 'info'), { recursive: true });
  await writeFile(join(half, '.git', 'info', 'attributes'), '* -text -ident -filter -working-tree-encoding\n');
  await inFolder(half, ['checkout', '--quiet', '--detach', 'FETCH_HEAD'], signal);
  const commit = await readCheckout(half);
  if (commit === undefined)
    throw new OperatingError('SOURCE_UNREADABLE', 'the commit that was fetched cannot be read', { retryable: true });
  await putInPlace(half, join(root, commit.id), commit.id);
  return { folder: join(root, commit.id), commit };
}

/** A folder that is there already may be one that another process reads: only a damaged one is replaced. */
async function putInPlace(half: string, folder: string, commit: string): Promise<void> {
  failpoint('source.checkout:before');
  try {
    await rename(half, folder);
  } catch (thrown) {
    const isTaken = thrown instanceof Error && 'code' in thrown && TAKEN.has(String(thrown.code));
    if (!isTaken) throw thrown;
    if ((await readCheckout(folder))?.id === commit && (await isAsCommitted(folder))) return;
    const damaged = `${half}-damaged`;
    await rename(folder, damaged);
    await rename(half, folder);
    await rm(damaged, { recursive: true, force: true });
  }
}

/** What a system says where a folder of that name has something in it. */
const TAKEN: ReadonlySet<string> = new Set(['ENOTEMPTY', 'EEXIST']);

async function inFolder(folder: string, args: readonly string[], signal: AbortSignal | undefined): Promise<void> {
  const done = await runInCheckout(folder, args, signal);
  if (done.code !== 0) throw localFailure(done);
}

/** The commit that lies there; undefined where git finds none. Throws where git cannot be asked. */
async function readCheckout(folder: string): Promise<SourceCommit | undefined> {
  const shown = await runInCheckout(folder, [
    '--git-dir=.git',
    'log',
    '-1',
    '--no-show-signature',
    '--encoding=UTF-8',
    '--format=%H%x00%an%x00%ct%x00%s',
  ]);
  if (shown.code === undefined) throw localFailure(shown);
  if (shown.code !== 0) return undefined;
  const [id, author, seconds, subject] = shown.stdout.toString('utf8').trimEnd().split('\0');
  return id === undefined || author === undefined || seconds === undefined || subject === undefined
    ? undefined
    : { id, author, subject, committedAt: Number(seconds) * 1_000 };
}

/** False where somebody has changed, added or taken away a file. Throws where git cannot be asked. */
async function isAsCommitted(folder: string): Promise<boolean> {
  const status = ['--git-dir=.git', '--work-tree=.', 'status', '--porcelain', '--untracked-files=all', '--ignored'];
  const said = await runInCheckout(folder, status);
  if (said.code === undefined) throw localFailure(said);
  return said.code === 0 && said.stdout.length === 0;
}

/** Takes away what processes that died have left half done. */
async function sweep(root: string, own: string): Promise<void> {
  const { mtimeMs: now } = await stat(own);
  const halves = (await readdir(root)).filter((entry) => entry.startsWith(HALF));
  for (const entry of halves) {
    const folder = join(root, entry);
    const found = await stat(folder).catch(() => undefined);
    if (found !== undefined && now - found.mtimeMs > ABANDONED_MS) await rm(folder, { recursive: true, force: true });
  }
}
