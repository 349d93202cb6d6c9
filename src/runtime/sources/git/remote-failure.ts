import type { GitOutput } from '../../../compiler/index.ts';
import { OperatingError } from '../../errors.ts';
import { lastLine, localCause, noGit } from './local-failure.ts';

/** Why the remote gave nothing, as an error; what git said stands in it where nothing better is known. */
export function remoteFailure({ stderr, stopped }: GitOutput): OperatingError {
  if (stopped === 'no-git') return noGit();
  if (stopped !== undefined)
    return failure(
      'SOURCE_UNREACHABLE',
      'the repository did not answer in time',
      'see that this machine reaches it: `git ls-remote` with the same address, as the same user',
    );
  if (/couldn't find remote ref/.test(stderr))
    return failure('SOURCE_REF_MISSING', 'the branch or tag went while it was fetched', 'it is looked for again');
  const local = localCause({ stderr });
  if (local !== undefined) return local;
  if (/could not read (?:Username|Password)|terminal prompts disabled/i.test(stderr))
    return failure(
      'SOURCE_DENIED',
      'the repository wants to know who asks, and no token is set for its host',
      'give SLUICE_GIT_TOKEN (and SLUICE_GIT_USERNAME) of somebody who may read it',
    );
  if (
    /Authentication failed|Permission denied|HTTP 40[13]|error: 40[13]|access denied|Host key verification failed/i.test(
      stderr,
    )
  )
    return failure(
      'SOURCE_DENIED',
      `the repository does not let this server read it: ${lastLine(stderr)}`,
      'give SLUICE_GIT_TOKEN (and SLUICE_GIT_USERNAME) of somebody who may read it; by ssh, a key and the host in known_hosts',
    );
  if (/not found|does not (?:exist|appear to be a git repository)|does not appear/i.test(stderr))
    return failure(
      'SOURCE_DENIED',
      `there is no such repository, or it is not shown to this server: ${lastLine(stderr)}`,
      'see SLUICE_GIT_URL; forges say the same of a private repository to who has no token for it',
    );
  return failure(
    'SOURCE_UNREACHABLE',
    `the repository cannot be reached: ${lastLine(stderr)}`,
    'see that this machine reaches it: `git ls-remote` with the same address, as the same user',
  );
}

/** The remote answers, and has not what was asked for. */
export function refMissing(ref: string | undefined): OperatingError {
  return ref === undefined
    ? failure(
        'SOURCE_REF_MISSING',
        'the repository has no commit on its default branch',
        'push a first commit, or name a branch with SLUICE_GIT_REF',
      )
    : failure(
        'SOURCE_REF_MISSING',
        `the repository has no branch and no tag \`${ref}\``,
        'push it again, or name another one with SLUICE_GIT_REF; what is deployed stays until then',
      );
}

/** The remote has it, and it is a folder or a file: a tag can be on anything. */
export function noCommit(ref: string): OperatingError {
  return failure(
    'SOURCE_REF_MISSING',
    `\`${ref}\` of the repository is no commit, but a folder or a file`,
    'put the tag on a commit, or name another one with SLUICE_GIT_REF; what is deployed stays until then',
  );
}

function failure(code: OperatingError['code'], message: string, help: string): OperatingError {
  return new OperatingError(code, message, { retryable: true, help });
}
