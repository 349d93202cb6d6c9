import { realpath } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { OperatingError, toOperatingError } from '../../errors.ts';
import type { Clock, CompileFolder, Log, Source, SourcePlace } from '../../ports/index.ts';
import { createCheckouts, type Checkout } from './checkouts.ts';
import { findTip, type Tip } from './find-tip.ts';
import type { GitRemote } from './remote-git.ts';

/** Which commits are the desired state. */
export interface GitPlace extends GitRemote {
  /** A branch or a tag; undefined = the remote's default branch. */
  readonly ref: string | undefined;
  /** The folder of sluice.yaml in the repository. */
  readonly path: string;
}

export interface GitSourceOptions extends GitPlace {
  /** The private folder of this host. */
  readonly stateDir: string;
  /** How often the remote is asked for something new. */
  readonly pollMs: number;
  readonly compile: CompileFolder;
  readonly clock: Clock;
  readonly log: Log;
}

/** A remote that does not answer is asked less and less often, up to this; it is never asked more often than the poll says. */
const LONGEST_BACKOFF_MS = 300_000;

/**
 * Desired state from a branch or a tag of a remote. A commit is read as a whole, from a folder that is its own; what is deployed
 * stays where the remote gives nothing.
 */
export function createGitSource(options: GitSourceOptions): Source {
  const { url, ref, path, stateDir, pollMs, clock, log } = options;
  const checkouts = createCheckouts(stateDir, options, ref);
  const place: SourcePlace = { url, ref: ref ?? 'HEAD', path };

  /** What the ref named when it was asked for last, by the reader or the watch; the code of the failure where it was none. */
  let seen: string | undefined;

  const look = (signal: AbortSignal | undefined): Promise<Tip | OperatingError> =>
    findTip(options, ref, signal).catch((thrown: unknown) => toOperatingError(thrown));
  const nameOf = (tip: Tip | OperatingError): string => (tip instanceof OperatingError ? tip.code : tip.commit);

  const checkOut = async ({ ref: from, commit }: Tip, signal: AbortSignal | undefined): Promise<Checkout> => {
    const found = await checkouts.find(commit);
    if (found !== undefined) return found;
    const fetched = await checkouts.fetch(from, signal);
    const { id, author, subject } = fetched.commit;
    log.info('fetched', { commit: id, author, subject });
    return fetched;
  };

  return {
    kind: 'git',
    place,
    async read({ known, signal } = {}) {
      const tip = await look(signal);
      if (signal?.aborted !== true) seen = nameOf(tip);
      if (tip instanceof OperatingError) throw tip;
      const { folder, commit } = await checkOut(tip, signal);
      const { compilation } = await options.compile(await projectIn(folder, path), known);
      // who gave up on this reading may have begun with a newer commit
      if (signal?.aborted !== true) await checkouts.keep(commit.id);
      return { revision: commit.id, compilation, commit };
    },
    async watch(signal, changed) {
      let failures = 0;
      while (!signal.aborted) {
        const tip = await look(signal);
        if (signal.aborted) return;
        failures = tip instanceof OperatingError ? failures + 1 : 0;
        const now = nameOf(tip);
        // a failure is told of once, by its code: the reader meets it too, and says so
        if (now !== seen) changed();
        seen = now;
        await clock.sleep(Math.max(pollMs, Math.min(LONGEST_BACKOFF_MS, pollMs * 2 ** Math.min(failures, 16))), signal);
      }
    },
  };
}

/**
 * The folder of the project as it was read last, or as the remote has it where nothing was read yet: for who must know the
 * project before the first reading. Throws what the remote's failures are.
 */
export async function projectOfRemote(stateDir: string, place: GitPlace, signal?: AbortSignal): Promise<string> {
  const checkouts = createCheckouts(stateDir, place, place.ref);
  const newest = await checkouts.newest();
  if (newest !== undefined) return projectIn(newest.folder, place.path);
  const tip = await findTip(place, place.ref, signal);
  const { folder, commit } = (await checkouts.find(tip.commit)) ?? (await checkouts.fetch(tip.ref, signal));
  await checkouts.keep(commit.id);
  return projectIn(folder, place.path);
}

/** The folder of sluice.yaml. A link of the repository does not lead out of it, where a commit would read this machine's files. */
async function projectIn(folder: string, path: string): Promise<string> {
  const project = join(folder, path);
  const [root, real] = await Promise.all([realpath(folder), realpath(project).catch(() => undefined)]);
  const isWithin = real === undefined || real === root || real.startsWith(root + sep);
  if (isWithin && real?.startsWith(join(root, '.git')) !== true) return project;
  throw new OperatingError('SOURCE_UNREADABLE', `\`${path}\` is a link that leads out of the repository`, {
    retryable: true,
    help: 'name the folder that sluice.yaml lies in (SLUICE_GIT_PATH)',
  });
}
