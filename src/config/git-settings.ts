import type { Setting, SettingProblem, SettingReader } from './setting-reader.ts';

/** Where `serve --source git` takes the desired state from. */
export interface GitSettings {
  /** Without user and password; `https`, `http`, `ssh`, `file`, or `user@host:path`. */
  readonly url: string;
  /** A branch or a tag; undefined = the branch that the remote's HEAD names. */
  readonly ref: string | undefined;
  /** The folder of sluice.yaml in the repository, `.` at its root. */
  readonly path: string;
  /** How often the remote is asked for something new. */
  readonly pollMs: number;
  readonly username: string;
  /** Undefined where the remote asks for none, or by ssh. A secret. */
  readonly token: string | undefined;
}

type GitProblem = Omit<SettingProblem, 'origin'>;

/** GitLab and Gitee take it with a token, and GitHub any name. */
const DEFAULT_GIT_USERNAME = 'oauth2';
const DEFAULT_GIT_POLL_SECONDS = 30;
/** A day: who wants it slower has no use for a poll. */
const MAX_GIT_POLL_SECONDS = 86_400;

/**
 * Reads the SLUICE_GIT_* variables.
 *
 * @param asked What asks for a repository, for the problem that none is named.
 */
export function readGit(reader: SettingReader, asked: string): Setting<GitSettings | undefined> {
  const url = reader.optional(undefined, '', ['SLUICE_GIT_URL']);
  const ref = reader.optional(undefined, '', ['SLUICE_GIT_REF']);
  const path = reader.text(undefined, '', ['SLUICE_GIT_PATH'], '.');
  if (url.value === undefined)
    reader.problems.push({
      origin: asked,
      message: 'the source `git` has no repository',
      help: 'set SLUICE_GIT_URL to its address',
    });
  const found = [
    { origin: url.origin, problem: url.value === undefined ? undefined : gitUrlProblem(url.value) },
    { origin: ref.origin, problem: ref.value === undefined ? undefined : gitRefProblem(ref.value) },
    { origin: path.origin, problem: gitPathProblem(path.value) },
  ];
  for (const { origin, problem } of found) if (problem !== undefined) reader.problems.push({ origin, ...problem });
  const poll = reader.number(undefined, '', ['SLUICE_GIT_POLL'], DEFAULT_GIT_POLL_SECONDS, 1, MAX_GIT_POLL_SECONDS);
  if (url.value === undefined) return { value: undefined, origin: url.origin };
  const value = {
    url: url.value,
    ref: ref.value,
    path: path.value,
    pollMs: poll.value * 1_000,
    username: reader.text(undefined, '', ['SLUICE_GIT_USERNAME'], DEFAULT_GIT_USERNAME).value,
    token: reader.optional(undefined, '', ['SLUICE_GIT_TOKEN']).value,
  };
  return { value, origin: url.origin };
}

/** What is wrong with the address of a repository, or undefined. The address is not repeated: a password may stand in it. */
function gitUrlProblem(url: string): GitProblem | undefined {
  const help =
    'write `https://host/group/repository.git`, `ssh://git@host/repository.git`, `git@host:repository.git` or `file:///folder`';
  if (/^[\w.+]+@[\w][\w.-]*:(?!\/\/)[^\s-]\S*$/.test(url)) return undefined;
  if (!/^(?:https?|ssh|file):\/\//i.test(url) || !URL.canParse(url))
    return { message: 'this is no address of a repository that Sluice fetches', help };
  const { protocol, hostname, username, password, search, hash } = new URL(url);
  const isWeb = protocol === 'https:' || protocol === 'http:';
  if (password !== '' || (isWeb && username !== ''))
    return {
      message: 'there is a user or a password in the address, where logs and other processes see it',
      help: 'take it out of the address; set SLUICE_GIT_TOKEN, and SLUICE_GIT_USERNAME where the name matters',
    };
  if (search !== '' || hash !== '') return { message: 'the address of a repository has no `?` and no `#`', help };
  if (protocol !== 'file:' && (hostname === '' || hostname.startsWith('-')))
    return { message: 'the address has no host', help };
  return undefined;
}

/** What git would not take as the name of a branch or a tag. */
function gitRefProblem(ref: string): GitProblem | undefined {
  if (!/^[-/.]|\.\.|\.lock$|[/.]$|\/\/|@\{|[\s~^:?*[\\\p{Cc}]/u.test(ref)) return undefined;
  return {
    message: `\`${ref}\` is no name of a branch or a tag`,
    help: 'write `main`, `v1.2`, or in full `refs/tags/v1.2`',
  };
}

/** What leads out of the repository. */
function gitPathProblem(path: string): GitProblem | undefined {
  const steps = path.split(/[/\\]/);
  if (!path.startsWith('/') && !steps.includes('..') && !steps.includes('.git')) return undefined;
  return {
    message: `\`${path}\` is no folder inside of a repository`,
    help: 'write the folder of sluice.yaml, as in `etl/orders`',
  };
}
