import { refMissing, remoteFailure } from './remote-failure.ts';
import { askRemote, type GitRemote } from './remote-git.ts';

/** What a ref of the remote names now. */
export interface Tip {
  /** In full, as `refs/heads/main`; `HEAD` for the default branch. */
  readonly ref: string;
  /** The commit, also where a tag with a message stands between. */
  readonly commit: string;
}

/**
 * Asks the remote what a ref names; nothing is fetched. A short name is a branch, and a tag where there is no such branch.
 * Throws SOURCE_REF_MISSING, SOURCE_DENIED, SOURCE_UNREACHABLE.
 */
export async function findTip(remote: GitRemote, ref: string | undefined, signal?: AbortSignal): Promise<Tip> {
  const wanted = candidates(ref);
  const patterns = wanted.flatMap((name) => (name === 'HEAD' ? [name] : [name, `${name}^{}`]));
  const asked = await askRemote(remote, ['ls-remote', '--', remote.url, ...patterns], signal);
  if (asked.code !== 0) throw remoteFailure(asked);
  const named = new Map<string, string>();
  for (const line of asked.stdout.toString('utf8').split('\n')) {
    const [, commit, name] = /^([\da-f]{40,64})\t(\S+)$/.exec(line) ?? [];
    if (commit !== undefined && name !== undefined) named.set(name, commit);
  }
  for (const name of wanted) {
    const commit = named.get(`${name}^{}`) ?? named.get(name);
    if (commit !== undefined) return { ref: name, commit };
  }
  throw refMissing(ref);
}

function candidates(ref: string | undefined): readonly string[] {
  if (ref === undefined) return ['HEAD'];
  return ref.startsWith('refs/') ? [ref] : [`refs/heads/${ref}`, `refs/tags/${ref}`];
}
