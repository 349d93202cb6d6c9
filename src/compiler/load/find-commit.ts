import { say, type Message } from '../../message/index.ts';
import { failureOf, noCommonCommit, refusedRef } from './commit-failure.ts';
import { runGit } from './git.ts';
import { unknownCommit } from './unknown-commit.ts';
import type { CommitFailure } from './unreadable-commit.ts';

/** A commit that somebody named. */
export interface FoundCommit {
  /** As it was named. */
  readonly ref: string;
  /** All of its digits. */
  readonly commit: string;
  /** Where the asking folder lies in the repository: empty, or with a slash at its end. */
  readonly folder: string;
  readonly isShallow: boolean;
  /** True where a branch and a tag have that name. */
  readonly isAmbiguous: boolean;
}

/** Finds the commit of `ref`; `REF...` is the newest commit that REF and the working tree have in common. */
export async function findCommit(root: string, ref: string): Promise<FoundCommit | CommitFailure> {
  // `^REF` is all but what REF has
  if (ref === '' || /^[-^]|[\s\0]/.test(ref)) return refusedRef(ref);
  const isCommon = ref.endsWith('...');
  const named = isCommon ? ref.slice(0, -3) : ref;
  const asked = await runGit(root, ['rev-parse', '--is-shallow-repository', '--show-prefix', `${named}^{commit}`]);
  const [shallow, folder = '', commit, second] = asked.stdout.toString('utf8').trimEnd().split('\n');
  // of a range there are two
  if (asked.code !== 0 || commit === undefined || second !== undefined) return whyNot(root, ref);
  const found = {
    ref,
    folder,
    isShallow: shallow === 'true',
    isAmbiguous: /refname '.*' is ambiguous/.test(asked.stderr),
  };
  if (!isCommon) return { ...found, commit };
  const common = await runGit(root, ['merge-base', commit, 'HEAD']);
  return common.code === 0 ? { ...found, commit: common.stdout.toString('utf8').trim() } : noCommonCommit(named);
}

/** What a reader of a comparison with it should know. */
export async function notesOn(
  root: string,
  { ref, commit, isShallow, isAmbiguous }: FoundCommit,
): Promise<readonly Message[] | CommitFailure> {
  const named = ref.replace(/\.{3}$/, '');
  const twice = isAmbiguous
    ? [
        say`\`${named}\` is the name of a branch and of a tag, and the tag is taken: \`--base refs/heads/${named}\` is the branch`,
      ]
    : [];
  if (named !== ref || isShallow) return twice; // of a shallow clone git does not know it
  const ancestor = await runGit(root, ['merge-base', '--is-ancestor', commit, 'HEAD']);
  if (ancestor.code !== 1) return twice;
  return [
    ...twice,
    say`\`${ref}\` has commits that this tree has not: what they changed shows reversed; \`--base ${ref}...\` compares with where the two parted`,
  ];
}

/** Git can be asked nothing here, or has no such commit. */
async function whyNot(root: string, ref: string): Promise<CommitFailure> {
  const here = await runGit(root, ['rev-parse', '--is-shallow-repository', '--show-prefix']);
  return failureOf(here) ?? unknownCommit(root, ref, here.stdout.toString('utf8').startsWith('true\n'));
}
