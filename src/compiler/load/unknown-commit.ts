import { nearName, say } from '../../message/index.ts';
import { runGit } from './git.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** Why a ref names no commit here, and what to do about it. `ref` is as it was asked for, `REF...` too. */
export async function unknownCommit(folder: string, ref: string, isShallow: boolean): Promise<CommitFailure> {
  const named = ref.replace(/\.{3}$/, '');
  if (named.includes('..')) return notOne(ref, named.replace(/\.\..*$/, ''));
  const asked = await runGit(folder, ['cat-file', '-t', named]);
  if (asked.code === 0)
    return {
      failure: 'unknown-commit',
      message: say`\`${ref}\` names something in the history that is no commit`,
      help: say`name a branch, a tag or a commit: \`--base origin/main\``,
    };
  if (asked.stderr.includes('is ambiguous'))
    return {
      failure: 'unknown-commit',
      message: say`\`${ref}\` is the beginning of several names in the history`,
      help: say`write more digits of the commit`,
    };
  if (await isEmpty(folder))
    return {
      failure: 'unknown-commit',
      message: say`this repository has no commit yet`,
      help: say`commit first; without \`--base\` a plan compares with what is deployed`,
    };
  const names = await namesOf(folder);
  // CI checks out one commit, and has branches of the remote only
  const near = names.includes(`origin/${named}`) ? `origin/${named}` : nearName(named, names)?.name;
  return {
    failure: 'unknown-commit',
    message: isShallow
      ? say`git has no commit \`${ref}\` here: the clone is shallow, it has the newest commits only`
      : say`git has no commit \`${ref}\` here`,
    help: near === undefined ? howToFetch(named, isShallow) : say`did you mean \`${near}\`?`,
  };
}

function notOne(ref: string, first: string): CommitFailure {
  return {
    failure: 'unknown-commit',
    message: say`\`${ref}\` is a range of commits, and a plan compares with one`,
    help: say`\`--base ${first}\` compares with it, \`--base ${first}...\` with where this branch left it`,
  };
}

/** Of a clone with its whole history nothing may be cut off, which `--depth` does. */
function howToFetch(named: string, isShallow: boolean): CommitFailure['help'] {
  // `origin/main` is the branch `main` of the remote `origin`; `HEAD~5` is at no remote
  const branch = named.replace(/^origin\//, '');
  if (/[~^@:]/.test(branch)) {
    return isShallow
      ? say`the history does not reach back to it: \`git fetch --unshallow\`, or check out with \`fetch-depth: 0\``
      : say`the history does not reach back to it: \`git log\` shows what there is`;
  }
  return isShallow
    ? say`fetch it first: \`git fetch --depth=1 origin ${branch}\` and \`--base FETCH_HEAD\`, or check out with \`fetch-depth: 0\``
    : say`fetch it first: \`git fetch origin ${branch}\`, and \`--base FETCH_HEAD\``;
}

async function isEmpty(folder: string): Promise<boolean> {
  const any = await runGit(folder, ['rev-list', '--max-count=1', '--all']);
  return (
    any.code === 0 && any.stdout.length === 0 && (await runGit(folder, ['rev-parse', '--verify', 'HEAD'])).code !== 0
  );
}

/** Branches and tags, also of remotes. */
async function namesOf(folder: string): Promise<readonly string[]> {
  const listed = await runGit(folder, ['for-each-ref', '--format=%(refname:short)']);
  return listed.stdout.toString('utf8').split('\n').filter(Boolean);
}
