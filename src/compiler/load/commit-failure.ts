import { say } from '../../message/index.ts';
import type { GitOutput } from './git.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** What git would read as a flag, or as nothing. */
export function refusedRef(ref: string): CommitFailure {
  return {
    failure: 'unknown-commit',
    message: say`\`${ref}\` is no name of a commit`,
    help: say`name a branch, a tag or a commit: \`--base origin/main\``,
  };
}

/** Two histories that never meet, as far as the clone goes. */
export function noCommonCommit(ref: string): CommitFailure {
  return {
    failure: 'no-common-commit',
    message: say`git finds no commit that \`${ref}\` and this tree have in common`,
    help: say`a shallow clone does not reach back to it: check out with \`fetch-depth: 0\`, or name the base without \`...\``,
  };
}

/** What git said when it was asked for anything at all; undefined where it did what it was asked. */
export function failureOf({ code, stderr, stopped }: GitOutput): CommitFailure | undefined {
  if (code === 0) return undefined;
  if (stopped === 'no-git')
    return {
      failure: 'no-git',
      message: say`\`git\` is not on the PATH`,
      help: say`install git; a plan against a commit reads the history with it`,
    };
  if (stderr.includes('dubious ownership'))
    return {
      failure: 'not-trusted',
      message: say`git refuses to read this repository: its files belong to another user`,
      help: say`where that is meant, as in a container, say so: \`git config --global --add safe.directory "$PWD"\``,
    };
  if (stderr.includes('not a git repository'))
    return {
      failure: 'no-repository',
      message: say`this folder is in no git repository`,
      help: say`run it in a clone; a copy of the files without \`.git\` has no history to compare with`,
    };
  if (stderr.includes('must be run in a work tree'))
    return {
      failure: 'bare',
      message: say`this is a bare repository: it has no working tree to plan`,
      help: say`run it in a clone of it`,
    };
  if (stderr.includes('promisor remote'))
    return {
      failure: 'unreadable',
      message: say`this is a partial clone, and its remote does not give the files of that commit`,
      help: say`see that \`git fetch\` reaches the remote, or make a clone without \`--filter\``,
    };
  return {
    failure: 'unreadable',
    message: stopped === 'time' ? say`git did not answer within two minutes` : say`git failed: ${lastLine(stderr)}`,
    help: say`see what \`git status\` and \`git fsck\` say here`,
  };
}

function lastLine(text: string): string {
  return text.slice(text.lastIndexOf('\n') + 1);
}
