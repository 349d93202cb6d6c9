import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { say } from '../../message/index.ts';
import { FailedOperation } from '../exit-code.ts';

const run = promisify(execFile);
const FETCH_TIMEOUT_MS = 60_000;

/** The commit that the working tree stands on; undefined outside of a repository. */
export async function headCommit(root: string): Promise<string | undefined> {
  return git(root, 'rev-parse', '--verify', 'HEAD');
}

/** Throws a failed operation where the working tree is neither the commit `head` nor a merge of it: its plan would be of another change. */
export async function requireHead(root: string, head: string): Promise<void> {
  if ((await git(root, 'merge-base', '--is-ancestor', head, 'HEAD')) !== undefined) return;
  throw new FailedOperation(
    say`the working tree does not have commit ${head.slice(0, 12)} of the pull request`,
    say`check that commit out, or a merge of it, with all of the history`,
  );
}

/**
 * Where the branch leaves its base: the plan tells what the branch changes, not what has come to the base since. In a
 * merge of both, as CI checks it out, that is the base itself. A commit that the clone has not is fetched from `origin`.
 */
export async function branchingPoint(root: string, base: string): Promise<string> {
  // a forge says it, and git is not to take it for anything else than a commit
  if (!/^[0-9a-f]{7,64}$/i.test(base)) throw new FailedOperation(say`\`${base}\` is no commit to compare with`);
  const isHere = async (): Promise<boolean> => (await git(root, 'cat-file', '-e', `${base}^{commit}`)) !== undefined;
  if (!(await isHere())) await git(root, 'fetch', '--quiet', '--no-tags', 'origin', base);
  const point = (await isHere()) ? await git(root, 'merge-base', base, 'HEAD') : undefined;
  if (point !== undefined && point !== '') return point;
  throw new FailedOperation(
    say`the clone does not reach back to where the branch leaves its base (${base.slice(0, 12)})`,
    say`clone with all of the history: \`fetch-depth: 0\` at GitHub, \`GIT_DEPTH: 0\` at GitLab, \`git fetch --unshallow\` elsewhere`,
  );
}

/** What git says; undefined where it fails. It never asks for a password. */
async function git(root: string, ...args: readonly string[]): Promise<string | undefined> {
  try {
    const { stdout } = await run('git', ['-C', root, ...args], {
      timeout: FETCH_TIMEOUT_MS,
      env: { ...process.env, GIT_TERMINAL_PROMPT: '0' },
    });
    return stdout.trim();
  } catch {
    return undefined;
  }
}
